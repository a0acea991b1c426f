"""The sentences by which a step is refused. Pure."""

RULES: dict[str, str] = {
    "not_yours": "只有{who}可以{deed}。",
    "not_now": "这件事现在是“{state}”，不能{deed}。",
    "once": "每件事只能提一次异议：街道裁定后，以裁定为准。",
    "words_missing": "{sentence}",
    "conflict": "这件事刚刚被别人处理过，请刷新后再看。您填写的内容已保留。",
    "due_ahead": "要求办好的日期不能早于今天。",
    "listed_today": "“{matter}”今天不在清单上，请另选一项；清单以外的要送街道审核。",
    "basis_given": "清单以外的事项，请写明依据和为什么要社区协助，供街道审核。",
    "some_community": "请至少选一个社区。",
    "own_territory": "{community}不在{unit}的管辖范围内，或者还没有登记社区党委，不能交办。",
    "street_to_ask": "{community}所在的街道还没有登记街道党工委，清单以外的事项没有人审核，请联系管理员。",
}
