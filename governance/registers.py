from django.contrib.admin.apps import AdminConfig


class RegistersConfig(AdminConfig):
    default_site = "governance.site.Registers"
    verbose_name = "登记与规则"
