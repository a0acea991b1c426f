import accounts.names
import accounts.personal
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("shop", "0001_goods_orders_and_stock")]

    dependencies = [
        ("grids", "0001_tables"),
        ("volunteers", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Good",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goods",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                ("about", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                (
                    "kind",
                    models.CharField(
                        choices=[("GOODS", "物品"), ("SERVICE", "服务")],
                        default="GOODS",
                        max_length=8,
                        verbose_name="种类",
                    ),
                ),
                (
                    "price",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="每件积分"
                    ),
                ),
                (
                    "most_each",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="每人每期最多",
                    ),
                ),
                (
                    "tier_only",
                    models.CharField(
                        choices=[
                            ("PLAIN", "普通志愿者"),
                            ("SILVER", "银星志愿者"),
                            ("GOLD", "金星志愿者"),
                            ("VIP", "VIP 志愿者"),
                        ],
                        default="PLAIN",
                        max_length=8,
                        verbose_name="哪一级起能换",
                    ),
                ),
                ("from_date", models.DateField(blank=True, null=True, verbose_name="从哪天起")),
                ("to_date", models.DateField(blank=True, null=True, verbose_name="到哪天止")),
                ("is_active", models.BooleanField(default=True, verbose_name="上架")),
                ("stock", models.PositiveIntegerField(default=0, editable=False, verbose_name="可换")),
            ],
            options={
                "verbose_name": "货品",
                "verbose_name_plural": "货品",
                "ordering": ["community", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("price__gt", 0)),
                        name="a_good_costs_something",
                        violation_error_message="每件至少 1 分。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stock__gte", 0)),
                        name="stock_never_below_zero",
                        violation_error_message="库存不能是负数。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("most_each__isnull", True), ("most_each__gt", 0), _connector="OR"),
                        name="a_limit_lets_something_through",
                        violation_error_message="每人每期至少能换 1 件。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_date__isnull", True),
                            ("to_date__isnull", True),
                            ("to_date__gte", models.F("from_date")),
                            _connector="OR",
                        ),
                        name="a_sale_ends_after_it_began",
                        violation_error_message="结束日期不能早于开始日期。",
                    ),
                    models.UniqueConstraint(
                        fields=("community", "name"),
                        name="one_good_of_a_name",
                        violation_error_message="这个社区已经有这种货品。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Donation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记")),
                (
                    "community",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="donations",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                (
                    "good",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="donations",
                        to="shop.good",
                        verbose_name="放进哪种货",
                    ),
                ),
                ("item", models.CharField(max_length=60, verbose_name="捐的是什么")),
                ("quantity", models.PositiveIntegerField(verbose_name="件数")),
                ("points", models.PositiveIntegerField(default=0, verbose_name="认定积分")),
                (
                    "donor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="donations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="捐赠人",
                    ),
                ),
                (
                    "donor_name",
                    accounts.personal.EncryptedField(
                        blank=True, validators=[accounts.names.plain_name], verbose_name="捐赠人姓名"
                    ),
                ),
                ("may_be_named", models.BooleanField(default=False, verbose_name="同意公开姓名")),
                (
                    "service",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="donation",
                        to="volunteers.service",
                        verbose_name="服务记录",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收下的人",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="收下的时间")),
            ],
            options={
                "verbose_name": "捐赠",
                "verbose_name_plural": "捐赠",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["community", "received_at"], name="donations_of_community")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)),
                        name="a_donation_is_something",
                        violation_error_message="至少 1 件。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("points", 0), ("donor__isnull", False), _connector="OR"),
                        name="points_are_a_volunteers",
                        violation_error_message="只有志愿者能记积分。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("donor__isnull", True),
                            models.Q(("donor", models.F("received_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_receives_their_own",
                        violation_error_message="不能给自己登记捐赠。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, verbose_name="一次填写的标记")),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shop_orders",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="志愿者",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shop_orders",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                (
                    "good",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="shop.good",
                        verbose_name="货品",
                    ),
                ),
                ("quantity", models.PositiveIntegerField(verbose_name="件数")),
                ("price", models.PositiveIntegerField(verbose_name="当时每件积分")),
                (
                    "held",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shop_order",
                        to="volunteers.transfer",
                        verbose_name="冻结的积分",
                    ),
                ),
                ("code", accounts.personal.EncryptedField(verbose_name="取货码")),
                ("code_hash", models.CharField(editable=False, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PLACED", "待领取"),
                            ("TAKEN", "已领取"),
                            ("CANCELLED", "已取消"),
                            ("EXPIRED", "过期未领"),
                        ],
                        default="PLACED",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("placed_at", models.DateTimeField(verbose_name="兑换时间")),
                ("expires_on", models.DateField(verbose_name="最晚哪天领")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="了结时间")),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办",
                    ),
                ),
                ("witness", models.CharField(blank=True, max_length=64, verbose_name="在场人")),
            ],
            options={
                "verbose_name": "兑换单",
                "verbose_name_plural": "兑换单",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["code_hash"], name="orders_of_code"),
                    models.Index(
                        condition=models.Q(("state__in", ("PLACED", "TAKEN"))),
                        fields=["person", "good"],
                        name="orders_of_person",
                    ),
                    models.Index(
                        condition=models.Q(("state", "PLACED")), fields=["expires_on"], name="orders_to_expire"
                    ),
                    models.Index(fields=["community", "state", "ended_at"], name="orders_of_community"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("price__gt", 0), ("quantity__gt", 0)),
                        name="an_order_is_of_something",
                        violation_error_message="至少换 1 件。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("state", "PLACED")),
                            models.Q(models.Q(("state", "PLACED"), _negated=True), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_order_ended_has_its_time",
                        violation_error_message="了结的兑换单要有时间。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "TAKEN"), _negated=True),
                            models.Q(
                                ("ended_by__isnull", False), models.Q(("ended_by", models.F("person")), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="nobody_hands_over_to_themselves",
                        violation_error_message="不能给自己核销。",
                    ),
                    models.UniqueConstraint(
                        fields=("person", "key"),
                        name="one_order_of_a_filling",
                        violation_error_message="这一单已经换好。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "PLACED")),
                        fields=("community", "code_hash"),
                        name="a_code_waits_once",
                        violation_error_message="这个取货码正在用。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StockCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "good",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counts",
                        to="shop.good",
                        verbose_name="货品",
                    ),
                ),
                (
                    "order",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="count",
                        to="shop.order",
                        verbose_name="核销时数的",
                    ),
                ),
                ("expected", models.PositiveIntegerField(verbose_name="应有")),
                ("found", models.PositiveIntegerField(verbose_name="实有")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办",
                    ),
                ),
            ],
            options={
                "verbose_name": "盘点",
                "verbose_name_plural": "盘点",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="StockMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "good",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="shop.good",
                        verbose_name="货品",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("BOUGHT", "购进"),
                            ("DONATED", "捐入"),
                            ("ORDERED", "兑换"),
                            ("GIVEN_BACK", "退回"),
                            ("WRITTEN_OFF", "报损"),
                            ("COUNTED", "盘点"),
                        ],
                        max_length=12,
                        verbose_name="种类",
                    ),
                ),
                ("amount", models.IntegerField(verbose_name="件数")),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="shop.order",
                        verbose_name="兑换单",
                    ),
                ),
                (
                    "donation",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="move",
                        to="shop.donation",
                        verbose_name="捐赠",
                    ),
                ),
                (
                    "count",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="move",
                        to="shop.stockcount",
                        verbose_name="盘点",
                    ),
                ),
                ("key", models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记")),
                ("note", models.CharField(blank=True, max_length=100, verbose_name="说明")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办",
                    ),
                ),
            ],
            options={
                "verbose_name": "库存进出",
                "verbose_name_plural": "库存进出",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__gt", 0), ("kind__in", ("BOUGHT", "DONATED", "GIVEN_BACK"))),
                            models.Q(("amount__lt", 0), ("kind__in", ("ORDERED", "WRITTEN_OFF"))),
                            models.Q(("kind", "COUNTED"), models.Q(("amount", 0), _negated=True)),
                            _connector="OR",
                        ),
                        name="stock_moves_its_way",
                        violation_error_message="进货是正数，出货是负数。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["ORDERED", "GIVEN_BACK"]), ("order__isnull", False)),
                            models.Q(
                                models.Q(("kind__in", ["ORDERED", "GIVEN_BACK"]), _negated=True),
                                ("order__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="stock_ordered_has_its_order",
                        violation_error_message="兑换和退回要有兑换单。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("donation__isnull", False), ("kind", "DONATED")),
                            models.Q(models.Q(("kind", "DONATED"), _negated=True), ("donation__isnull", True)),
                            _connector="OR",
                        ),
                        name="stock_donated_has_its_donation",
                        violation_error_message="捐入的要有捐赠记录。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("count__isnull", False), ("kind", "COUNTED")),
                            models.Q(models.Q(("kind", "COUNTED"), _negated=True), ("count__isnull", True)),
                            _connector="OR",
                        ),
                        name="stock_counted_has_its_count",
                        violation_error_message="盘点的差数要有盘点记录。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("order__isnull", False)),
                        fields=("order", "kind"),
                        name="an_order_moves_stock_once",
                        violation_error_message="这一单已经动过库存。",
                    ),
                ],
            },
        ),
    ]
