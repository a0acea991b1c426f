from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Model
from mptt.models import MPTTModel

from grids.treecheck import broken_rows


class Command(BaseCommand):
    help = "Prove the numbers of every tree (lft, rght, level, tree_id) against the parent links; exit 1 when broken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--model", help="only this tree, for example grids.Place")

    def handle(self, *, model: str | None, **options: Any) -> None:
        broken = 0
        for tree in self.trees(model):
            sentences = broken_rows(tree)
            broken += len(sentences)
            for sentence in sentences:
                self.stdout.write(sentence)
            verdict = f"有 {len(sentences)} 处错误" if sentences else "没有错误"
            self.stdout.write(f"{tree._meta.verbose_name}：共 {tree._default_manager.count()} 行，{verdict}")
        if broken:
            raise CommandError(f"树的编号与上下级关系不符，共 {broken} 处")

    def trees(self, model: str | None) -> list[type[Model]]:
        trees = [tree for tree in apps.get_models() if issubclass(tree, MPTTModel)]
        if model is None:
            return trees
        named = [tree for tree in trees if tree._meta.label.lower() == model.lower()]
        if not named:
            raise CommandError(f"没有名为 {model} 的树，可选：{'、'.join(tree._meta.label for tree in trees)}")
        return named
