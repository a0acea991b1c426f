"""What in a text that everybody may read tells who somebody is: numbers, plates, doors, names. Pure.

One rule for the public board. It is transparent, not clever: known names of the case, a surname with a form of address,
digits as people write them. A full name that nobody knows of (张建国说) passes, so an officer reads it once more; what
is found wrongly can always be said in another way. tests/cases/telltale.py is its table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accounts.personal import SOMEBODYS

_STOPS = "，。；！？、"  # as they were written: what is shown is to be found again
COPIED = 12  # signs in a row that are as somebody else wrote them
AROUND = 6  # signs shown on either side of what was found

_CHINESE = "零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_DIGIT = rf"[0-9{_CHINESE}]"
_FEW = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_AREA, _YEARS = r"\(?0[1-9][0-9]{1,2}\)?[\s-]?", r"20[0-9]{2}[\s-]20[0-9]{2}"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"

NUMBERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "身份证号",
        re.compile(
            r"(?<![0-9])(?![0-9]{6}-20[0-9]{6}-[0-9]{6}(?![0-9]))[1-9][0-9]{5}[\s-]?(?:19|20)[0-9]{2}[\s-]?[0-9]{4}[\s-]?[0-9]{3}[0-9Xx]"
        ),
    ),
    ("银行卡号", re.compile(r"(?<![0-9])(?:[0-9]{4}[\s-]){3}[0-9]{4}(?:[\s-]?[0-9]{1,3})?(?![0-9])")),
    ("手机号", re.compile(r"(?<![0-9])1[3-9](?:[\s\-—.·_*/]{0,2}[0-9]){9}(?![0-9])")),
    ("电话号码", re.compile(rf"(?<![0-9-])(?:{_AREA})?(?!{_YEARS})[2-8][0-9]{{2,3}}[\s-][0-9]{{4}}(?![0-9-])")),
    ("号码", SOMEBODYS),
    ("号码", re.compile(rf"[{_CHINESE}]{{7,}}")),
    ("邮箱", re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")),
    (
        "微信号或QQ号",
        re.compile(r"(?:微信|抖音|快手|小红书|微博|[Vv][Xx]|[Qq]{2})号?[是为:：\s]{0,3}[A-Za-z0-9_-]{5,}"),
    ),
    ("车牌", re.compile(rf"[{_PROVINCES}][\s]?[A-HJ-NP-Za-hj-np-z][\s·.\-]?(?=[A-Za-z0-9]*[0-9])[A-Za-z0-9]{{5,6}}")),
)
DOORS: tuple[re.Pattern[str], ...] = (
    re.compile(rf"{_FEW}单元{_FEW}?[楼层]?{_DIGIT}{{3,4}}(?![0-9年])[室户号]?"),
    re.compile(rf"{_FEW}单元{_FEW}[楼层]?(?:[东西南北中左右][边侧]?户|{_FEW}[室户])"),
    re.compile(rf"[0-9]{{0,3}}(?:号楼|号院|栋|幢|[楼层]){_DIGIT}{{3,4}}(?![0-9{_CHINESE}年元户盏块米棵])[室号]?"),
    re.compile(rf"(?<![0-9])[0-9]{{3,4}}(?:室|号房|房间)|(?<![{_CHINESE}])[{_CHINESE}]{{3,4}}室"),
    re.compile(rf"{_FEW}[楼层][东西南北中左右][边侧]?户"),
    re.compile(rf"{_FEW}[栋幢][0-9]{{1,2}}[门梯][0-9]{{3,4}}[室户号]?"),
    re.compile(r"(?<![0-9])[0-9]{1,3}#[0-9]{3,4}(?![0-9])"),
    re.compile(r"(?<![0-9共约有])[1-9][0-9]{0,1}0[1-9](?:住户|户(?!居民|人家|家))"),
    re.compile(r"(?<![0-9-])[0-9]{1,3}[-—－/][0-9]{1,2}[-—－/][0-9]{3,4}(?![0-9-])"),
)

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    "汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文樊兰殷施陶洪翟安颜倪严牛"
    "温芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢岳齐梅莫庄辛祝左涂谷祁舒耿牟卜詹苗凌费纪靳盛童欧甄曲游裴席卫屈鲍覃霍翁甘柏宁"
    "柯阮桂闵柴华冉褚"
)  # none that is more often part of a word: 区, 水, 管, 车, 单, 向, 时
_DOUBLE = "欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐"
_SURNAME = rf"(?:{_DOUBLE}|[{SURNAMES}])"
# Words that end in a surname's sign: 保安师傅, 对方经理, 工程主任 name nobody.
_WORDS: dict[str, str] = {
    "安": "保公治平", "方": "对警甲乙工业地校院各双多我他官军东西南北前后三", "于": "由对关至等属位处在基终过善大小",
    "程": "工流课过全教日", "段": "路阶地片", "高": "提升", "常": "日经正平通非", "文": "语英中作", "白": "明空",
    "田": "农", "任": "主责信", "江": "长", "华": "中", "金": "现资基", "钱": "付交收", "马": "立", "林": "园森",
    "康": "健", "石": "化", "武": "人", "卫": "环保门护", "万": "千", "施": "设措实", "何": "任如", "余": "其多剩",
    "严": "戒",
}  # fmt: skip
_PERSONS = "先生|女士|小姐|太太"
_ADDRESSED = (
    f"{_PERSONS}|师傅|阿姨|大爷|大妈|大叔|大伯|大婶|大姐|大哥|大嫂|大娘|奶奶|爷爷|叔叔|伯伯|老师|医生|大夫|护士|书记|主任|经理"
    "|队长|站长|科长|局长|警官|律师|老板|同学|同志"
)
_OF_WHOM_IS_SPOKEN = r"(?=家|说|讲|反映|报|来|的|，|。|、|；|,|$)"
_NEITHER_NAME_NOR_PERSON = frozenset({
    "任何", "许多", "方便", "高龄", "白领", "文明", "沈阳", "江西", "江苏", "周边", "周围",
    "高层", "常住", "常见", "安静", "金牌", "马上", "石家", "万千", "华侨", "何种", "何位",
    "于是", "高兴", "高度", "高空", "高温", "高价", "安心", "安全", "安排", "安装", "康复", "齐心", "常常", "常年",
    "严重", "任意", "方案", "方向", "费用", "万一", "石头", "祝贺", "盛赞", "毛病", "金额",
})  # fmt: skip
_SAYS = "反映|说|讲|来电|报告|投诉|举报"
_ROLES = (
    "租户|住户|租客|业主代表|居民代表|楼长|业主|户主|房东|店主|老板|五保户|低保户|残疾人|独居老人|老人|社区民警|民警|网格员|网格长"
    "|志愿者|保洁员|保安|司机|骑手|居民|村民"
)
_AFTER_A_NAME = "反映|说|讲|来电|报告|投诉|举报|家|的|已|到|在|上门|把|被|和|与|将|请|负责|，|。|、|；|,|;"
NAMES: tuple[re.Pattern[str], ...] = (
    re.compile(rf"(?P<surname>{_SURNAME})(?:{_ADDRESSED}|某(?![些个种处栋楼段项类地路年月日]))"),
    re.compile(rf"(?P<surname>{_SURNAME})(?P<given>[一-龥]{{1,2}})(?:{_PERSONS})"),
    re.compile(rf"(?P<surname>{_SURNAME})姓|姓(?P<of>{_SURNAME})"),
    re.compile(rf"(?:{_ROLES})(?P<surname>{_SURNAME})(?P<given>(?![的到在了已有地段])[一-龥]{{1,2}}?)(?:(?={_AFTER_A_NAME})|$)"),
    re.compile(rf"(?P<double>{_DOUBLE})[一-龥]{{1,2}}(?={_SAYS})"),
    re.compile(rf"(?:残疾人|隔壁|邻居|对门|楼上|楼下)(?:小|老)(?P<surname>{_SURNAME})"),
    re.compile(rf"(?P<surname>{_SURNAME})(?:老太太?|老头|老汉|家[大二三四五小老][嫂哥姐弟妹婶叔伯爷妈])"),
    re.compile(rf"(?<![一-龥])(?P<surname>{_SURNAME})家(?=的|里|门|楼|漏|，|。|；|、|,|$)"),
    re.compile(rf"(?<![A-Za-z])[A-Z][a-z]+(?:[A-Z][a-z]+)*(?={_SAYS})"),
    re.compile(rf"(?<![一-龥])(?:小|老)(?P<surname>[王李张刘陈杨赵周吴徐孙胡朱何郭罗梁宋郑谢韩唐冯董曹袁邓许傅彭吕苏卢蒋蔡贾丁"
               rf"魏薛余潘杜]){_OF_WHOM_IS_SPOKEN}"),
)  # fmt: skip
_SPACED_NAME = re.compile(rf"(?<![一-龥]){_SURNAME}[ ·.・]+(?!{_ADDRESSED})[一-龥]{{1,2}}(?={_SAYS})")
# What people leave for a name and what names nobody.
NOBODYS_NAMES = frozenset({
    "居民", "业主", "群众", "市民", "网友", "住户", "热心居民", "热心市民", "先生", "女士",
    "匿名", "路人", "村民", "商户", "店主", "租户", "学生", "家长",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """`words`: what was found, as it was understood (full-width digits plain); `around`: with what stands beside."""

    kind: str
    words: str
    around: str

    def __str__(self) -> str:
        return f"“{self.around}”里的“{self.words}”像是{self.kind}"


def found_in(text: str, names: Iterable[str] = (), *, code: str = "") -> list[Found]:
    """All that tells who somebody is, in the order in which it stands. `names`: those known to belong to the matter.

    `code`: the one by which its reporter follows it.
    """
    plain = _plain(text)
    bare = re.sub(r"\s+", "", plain)
    spots = [(hit.start(), "查询码", hit[0], plain) for hit in _spelling(code).finditer(plain)] if code else []
    spots += [(hit.start(), kind, hit[0], plain) for kind, rule in NUMBERS for hit in rule.finditer(plain)]
    spots += [(hit.start(), "门牌号", hit[0], bare) for rule in DOORS for hit in rule.finditer(bare)]
    spots += [(hit.start(), "人名", hit[0], plain) for hit in _SPACED_NAME.finditer(plain)]
    spots += [(start, "人名", name, bare) for start, name in _names(bare, names)]
    found: list[Found] = []
    for start, kind, words, among in sorted(spots, key=lambda spot: spot[0]):  # of one place the surest rule first
        if not any(words in one.words or one.words in words for one in found):
            around = among[max(0, start - AROUND) : start + len(words) + AROUND]
            found.append(Found(kind, words, around.replace("\n", " ")))
    return found


def copied(words: str, said: str) -> bool:
    """Whether `words` repeat so much of what somebody said that it can be known again by it."""
    ours, theirs = (re.sub(r"[\W_]+", "", _plain(text)) for text in (words, said))
    return any(ours[at : at + COPIED] in theirs for at in range(len(ours) - COPIED + 1))


def _plain(text: str) -> str:
    """As it is read: full-width and circled digits plain, signs dropped that nobody sees."""
    normal = "".join(sign if sign in _STOPS else unicodedata.normalize("NFKC", sign) for sign in text)
    return "".join(
        sign for sign in normal if unicodedata.category(sign) not in ("Cf", "Mn", "Me", "Cc") or sign == "\n"
    )


def _spelling(code: str) -> re.Pattern[str]:
    return re.compile(r"[\s-]*".join(code.replace("-", "")), re.IGNORECASE)


def _names(bare: str, known: Iterable[str]) -> Iterator[tuple[int, str]]:
    for name in sorted({re.sub(r"[\s·.]+", "", _plain(one)) for one in known} - NOBODYS_NAMES):
        if len(name) > 1 and (start := bare.replace("·", "").find(name)) >= 0:
            yield start, name
    for rule in NAMES:
        for hit in rule.finditer(bare):
            if not _is_a_word(bare, hit):
                yield hit.start(), hit[0]


def _is_a_word(bare: str, hit: re.Match[str]) -> bool:
    said = hit.groupdict()
    surname, given = said.get("surname") or said.get("of") or "", said.get("given") or ""
    before = bare[hit.start() - 1 : hit.start()] if said.get("surname") else ""
    if before and before in _WORDS.get(surname, ""):
        return True
    return bool(given) and any(surname + given[:length] in _NEITHER_NAME_NOR_PERSON for length in (1, 2))
