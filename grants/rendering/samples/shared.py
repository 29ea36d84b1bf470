"""What the samples of all kinds have in common."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from grants.programmes import PROGRAMMES

Data = dict[str, Any]


@dataclass(frozen=True)
class Sample:
    """Data of one kind of paper, for each of its programmes.

    `plain` gives what is this kind's own, by programme; `extreme` and `rare` are what differs from that in
    the fullest paper and in one with rare characters, given by programme where it is not the same in all. A
    `letter` also bears programme, year, number and contact; what is not `verified` bears no code.
    """

    programmes: tuple[str, ...]
    plain: Callable[[str], Data]
    extreme: Mapping[str, Any] | Callable[[str], Data]
    rare: Mapping[str, Any] | Callable[[str], Data]
    letter: bool = True
    verified: bool = True


CONTACT = {
    "office": "北京经济技术开发区总工会职工创新工作办公室",
    "person": "沈思齐",
    "phone": "010-67880000",
    "address": "北京经济技术开发区荣华中路15号",
    "email": "zhutui@example.org",
}
PROOF = (  # as long as a real one, signed by nobody
    "AE7GHGZOEWI2FCTUO2AE4N5DDWSV3UFNTF2P7PVJX6VLTJFUWTLKJINSGIYDENVBWMYTFOWFKLKIQNVLFWTP4VS2"
    "ILYAL63JL35VCNVKYPBHHP65WCLCOV6SNSNSYMRNRI2A3GE2OZER3DWVPJUVHCSYT6DJUPPNC53K7M62NCIQ2BA"
)
COMMON = {
    "issuer": "北京经济技术开发区总工会",
    "dated": "2026-01-05",
    "verify_url": f"https://zhutui.example.org/verify/7K3M9QXD2R/{PROOF}",
    "code": "7K3M-9QXD-2R",
}
SUBJECTS = {  # what is applied with
    "studio": "陆怀远显示驱动创新工作室",
    "project": "高世代线玻璃基板搬运机械手状态监测与预测性维护系统",
    "patent": "像素电路及其驱动方法、显示面板",
}
UNIT, OTHER_UNIT = "北京亦显光电科技股份有限公司", "北京同辉智驾汽车科技有限公司"
LONG = "面向第八代五以上高世代线的玻璃基板缺陷在线检测与分类追溯的多目视觉测量方法和装置"
LONG_STUDIO = "面向第八代五以上高世代线的玻璃基板缺陷在线检测与分类追溯技术的职工创新示范工作室"
LONG_UNIT = "北京经济技术开发区新一代信息技术与智能网联汽车产业联合创新研究院股份有限公司"[:40]
PERSONS = [f"{name}{given}" for given in ("文渊", "书宁", "知远", "景行", "望舒") for name in "顾梁傅江沈陆"]
MINORITY = "阿卜杜热西提·麦麦提敏"  # the longest kind of name in use
RARE = "喆堃垚镕玥珺昇龘㛃䶮𠅤𬭎燊曌"  # characters of names, several of them outside GB 2312
RARE_UNIT = "北京喆堃垚鑫䶮半导体设备有限公司"


def case_number(programme: str, year: int = 2025, tail: str = "7K3M9Q") -> str:
    return f"{programme}-{year}-{tail}"


def longest(programme: str) -> str:
    """The longest name of what is applied with."""
    return LONG_STUDIO if programme == "studio" else LONG


def letter(programme: str) -> Data:
    """What every letter bears: those of January are about the year before."""
    return COMMON | {
        "programme_name": PROGRAMMES[programme].label,
        "year": 2025,
        "number": "京开工创字〔2026〕12号",
        "contact": CONTACT,
    }
