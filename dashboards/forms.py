from django import forms

from accounts.written import open_line, reasoned


class AsideForm(forms.Form):
    reason = reasoned(
        open_line("看过以后怎么办的", missing="请写一句看过以后怎么办的，例如：已经让物业停水检修。", longest=200)
    )
