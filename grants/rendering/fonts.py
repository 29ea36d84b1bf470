"""The fonts papers are set in: reduced ones first, the full ones for rare characters, and none other.

A private fontconfig file makes the same paper look the same, and be the same bytes, on every machine.
ZHUTUI_FONTS may name a folder of further fonts (licensed 仿宋, 小标宋 …), which a stylesheet names by their family.
"""

import ctypes
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from unicodedata import category

from flask_babel import gettext as _

from grants.rendering import reduction

RECIPE = "1"  # another number when the reduction gives other bytes, so that old folders are made anew
SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn"}
SERIF = ("NotoSerifCJK", "NotoSerifCJKsc", "NotoSerifSC", "SourceHanSerifSC", "SourceHanSerifCN")
SANS = ("NotoSansCJK", "NotoSansCJKsc", "NotoSansSC", "SourceHanSansSC", "SourceHanSansCN")
FACES = {
    ("Zhutui Song", "Regular"): SERIF,
    ("Zhutui Song", "Bold"): SERIF,
    ("Zhutui Hei", "Regular"): SANS,
    ("Zhutui Hei", "Bold"): SANS,
}
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
  <cachedir>{folder}/cache</cachedir>
{preferences}
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
"""
PREFERENCE = "  <alias><family>{family}</family><prefer>{names}</prefer></alias>"
PREFERENCES = {
    "Zhutui Song": ("Zhutui Song", "Noto Serif CJK SC", "Source Han Serif SC"),
    "Zhutui Hei": ("Zhutui Hei", "Noto Sans CJK SC", "Source Han Sans SC"),
    "serif": ("Zhutui Song",),
    "sans-serif": ("Zhutui Hei",),
    "monospace": ("Zhutui Hei",),
}
