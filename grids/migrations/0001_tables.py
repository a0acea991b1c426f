import datetime
import django.core.validators
import django.db.models.deletion
import mptt.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("grids", "0002_estates")]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "code",
                    models.CharField(
                        max_length=6,
                        primary_key=True,
                        serialize=False,
                        validators=[django.core.validators.RegexValidator("^[0-9]+\\Z", "编码只能是数字")],
                        verbose_name="编码",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                (
                    "level",
                    models.CharField(
                        choices=[("PROVINCE", "省级"), ("CITY", "地级")], max_length=16, verbose_name="级别"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="grids.region",
                        verbose_name="所属省级",
                    ),
                ),
            ],
            options={
                "verbose_name": "省市名称",
                "verbose_name_plural": "省市名称",
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "PROVINCE"), ("parent__isnull", True)),
                            models.Q(("level", "CITY"), ("parent__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_city_is_in_a_province",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        max_length=32,
                        validators=[django.core.validators.RegexValidator("^[0-9]+\\Z", "编码只能是数字")],
                        verbose_name="编码",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("DISTRICT", "区县"),
                            ("STREET", "乡级"),
                            ("COMMUNITY", "社区"),
                            ("VILLAGE", "村"),
                            ("GRID", "网格"),
                            ("MICRO_GRID", "微网格"),
                            ("BUILDING", "楼栋"),
                        ],
                        max_length=16,
                        verbose_name="级别",
                    ),
                ),
                (
                    "parent",
                    mptt.fields.TreeForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="grids.place",
                        verbose_name="上级地域",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="districts",
                        to="grids.region",
                        verbose_name="所属省市",
                    ),
                ),
                ("valid_from", models.DateField(default=datetime.date(1900, 1, 1), verbose_name="启用日期")),
                (
                    "valid_to",
                    models.DateField(blank=True, help_text="从这一天起不再使用", null=True, verbose_name="停用日期"),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="grids.place",
                        verbose_name="前身",
                    ),
                ),
                ("lines", models.JSONField(blank=True, default=list, verbose_name="使用本网格的条线")),
                (
                    "lat",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="纬度",
                    ),
                ),
                (
                    "lon",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="经度",
                    ),
                ),
                ("tree_id", models.PositiveIntegerField(editable=False)),
                ("lft", models.PositiveIntegerField(editable=False)),
                ("rght", models.PositiveIntegerField(editable=False)),
                ("depth", models.PositiveIntegerField(editable=False)),
            ],
            options={
                "verbose_name": "地域",
                "verbose_name_plural": "地域",
                "indexes": [models.Index(fields=["tree_id", "lft"], name="place_in_tree_order")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "valid_from"),
                        name="one_place_for_a_code_and_day",
                        violation_error_message="这个编码在同一天已经登记过",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("code",),
                        name="one_open_place_for_a_code",
                        violation_error_message="这个编码正在使用",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "DISTRICT"), ("parent__isnull", True)),
                            models.Q(models.Q(("level", "DISTRICT"), _negated=True), ("parent__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_root_is_a_district_and_a_district_a_root",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("region__isnull", True), ("level", "DISTRICT"), _connector="OR"),
                        name="only_a_district_names_its_region",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="a_place_ends_after_it_began",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lat__isnull", True), ("lon__isnull", True)),
                            models.Q(
                                ("lat__isnull", False),
                                ("lat__range", (-90, 90)),
                                ("lon__isnull", False),
                                ("lon__range", (-180, 180)),
                            ),
                            _connector="OR",
                        ),
                        name="a_place_lies_on_the_globe",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Boundary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="boundaries",
                        to="grids.place",
                        verbose_name="地域",
                    ),
                ),
                (
                    "geometry",
                    models.JSONField(
                        help_text="Polygon 或 MultiPolygon，WGS84，先经度后纬度", verbose_name="边界（GeoJSON）"
                    ),
                ),
                ("min_lat", models.FloatField(editable=False)),
                ("max_lat", models.FloatField(editable=False)),
                ("min_lon", models.FloatField(editable=False)),
                ("max_lon", models.FloatField(editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("PROPOSED", "待批准"),
                            ("IN_FORCE", "现行"),
                            ("REPLACED", "已被替换"),
                            ("REFUSED", "未批准"),
                        ],
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("PROPOSAL", "申请"), ("IMPORT", "导入")], max_length=16, verbose_name="来源"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="理由")),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申请人",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="批准人",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="批准时间")),
                ("replaced_at", models.DateTimeField(null=True, verbose_name="被替换时间")),
            ],
            options={
                "verbose_name": "边界",
                "verbose_name_plural": "边界",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "IN_FORCE")),
                        fields=("place",),
                        name="one_boundary_in_force_for_a_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "IMPORT"),
                            models.Q(("decided_by__isnull", True), ("status", "PROPOSED")),
                            models.Q(
                                ("decided_by__isnull", False),
                                models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_second_person_decides_on_a_boundary",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("max_lat__lte", 90),
                            ("max_lon__lte", 180),
                            ("min_lat__gte", -90),
                            ("min_lat__lt", models.F("max_lat")),
                            ("min_lon__gte", -180),
                            ("min_lon__lt", models.F("max_lon")),
                        ),
                        name="a_boundary_lies_on_the_globe",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoundaryRevision",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("token", models.CharField(max_length=32)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="there_is_one_boundary_revision")
                ],
            },
        ),
        migrations.CreateModel(
            name="Estate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="estates",
                        to="grids.place",
                        verbose_name="所在社区",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("RESETTLED", "安置小区"),
                            ("COMMERCIAL", "商品房小区"),
                            ("OLD", "老旧小区"),
                            ("OTHER", "其他"),
                        ],
                        max_length=16,
                        verbose_name="类型",
                    ),
                ),
                (
                    "built_in",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="建成年份",
                    ),
                ),
                ("buildings", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="楼栋数")),
                ("households", models.PositiveIntegerField(blank=True, null=True, verbose_name="户数")),
            ],
            options={
                "verbose_name": "小区",
                "verbose_name_plural": "小区",
                "ordering": ["community__tree_id", "community__lft", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("community", "name"),
                        name="one_estate_of_a_name_in_a_community",
                        violation_error_message="这个社区已经登记过同名的小区",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("built_in__isnull", True), ("built_in__range", (1900, 2100)), _connector="OR"
                        ),
                        name="an_estate_is_built_in_a_year",
                    ),
                ],
            },
        ),
    ]
