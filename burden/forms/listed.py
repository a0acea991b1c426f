"""The register of the list: one matter stands on it once a day."""

from typing import Any

from django import forms

from burden.models import ListedMatter


class ListedMatterForm(forms.ModelForm):
    class Meta:
        model = ListedMatter
        fields = ("name", "scope", "basis", "from_date", "to_date")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        begins, ends = data.get("from_date") or self.instance.from_date, data.get("to_date")
        if begins and ends and ends < begins:
            self.add_error("to_date", "失效日期不能早于生效日期。")
        elif begins and (name := data.get("name") or self.instance.name):
            others = ListedMatter.objects.filter(name=name).exclude(pk=self.instance.pk)
            if other := others.overlapping(begins, ends).first():
                until = f"到{other.to_date}" if other.to_date else "一直有效"
                self.add_error(None, f"清单里已有“{name}”（{other.from_date}起，{until}），同一天只能有一项。")
        return data
