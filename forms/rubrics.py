"""Rubrics as data: criteria with a maximum, anchored bands that may overlap, and what to look for.

Studio: this product's default, from the criteria of real notices. Project: adapted from the municipal model.
Any number inside the band chosen is right; bands overlap on purpose, so the judge weighs, not the table.
"""

from dataclasses import dataclass
from decimal import Decimal

from forms.sentences import N_

BANDS = (("best", N_("优")), ("good", N_("良")), ("fair", N_("中")), ("poor", N_("差")))
_RANGES = {
    30: ((26, 30), (20, 27), (12, 21), (0, 13)),
    20: ((17, 20), (13, 18), (8, 14), (0, 9)),
    15: ((12, 15), (9, 13), (5, 10), (0, 6)),
    10: ((8, 10), (6, 9), (4, 7), (0, 5)),
}


@dataclass(frozen=True)
class Band:
    """A range of points and the description that anchors it."""

    key: str
    label: str
    low: Decimal
    high: Decimal
    anchor: str


@dataclass(frozen=True)
class Criterion:
    """One line of a rubric."""

    key: str
    label: str
    maximum: Decimal
    bands: tuple[Band, ...]
    look_for: str

    def band(self, key: str | None) -> Band | None:
        """The band of this key."""
        return next((band for band in self.bands if band.key == key), None)


Rubric = tuple[Criterion, ...]


def criterion(
    key: str, label: str, maximum: int, anchors: tuple[str, str, str, str], look_for: str
) -> Criterion:
    """A criterion with the house's four bands for its maximum."""
    bands = tuple(
        Band(band, name, Decimal(low), Decimal(high), anchor)
        for (band, name), (low, high), anchor in zip(BANDS, _RANGES[maximum], anchors, strict=True)
    )
    return Criterion(key, label, Decimal(maximum), bands, look_for)


STUDIO: Rubric = (
    criterion(
        "team",
        N_("团队与领军人"),
        15,
        (
            N_("领军人在本行业有公认的技术专长和荣誉，团队结构合理、分工明确，一线职工为主体"),
            N_("领军人专长突出，团队稳定，分工清楚"),
            N_("有领军人和团队，但专长或分工不够明确"),
            N_("领军人专长不足，或团队流于名单"),
        ),
        N_("领军人的技能等级、荣誉和实绩；成员的工种、等级搭配和参保情况"),
    ),
    criterion(
        "place",
        N_("场地设施与经费"),
        10,
        (
            N_("有固定专用场地和先进设备，单位经费逐年落实且专账管理"),
            N_("有固定场地和必要设备，经费有保障"),
            N_("场地或设备为兼用，经费不稳定"),
            N_("无固定场地，或无经费安排"),
        ),
        N_("现场面积、设备清单、照片；近年经费数额和用途"),
    ),
    criterion(
        "rules",
        N_("制度与台账"),
        10,
        (
            N_("制度齐全并上墙执行，活动、经费、成果台账完整可查"),
            N_("主要制度齐全，台账基本完整"),
            N_("有制度，台账不连续"),
            N_("制度缺失，或没有台账"),
        ),
        N_("工作、学习、经费、成果管理制度；近一年活动记录是否对得上"),
    ),
    criterion(
        "work",
        N_("攻关项目与过程"),
        20,
        (
            N_("围绕生产难题持续攻关，立项、过程、验收记录完整，职工广泛参与"),
            N_("每年有攻关项目，过程记录较完整"),
            N_("有攻关项目，但与生产结合不紧或过程记录少"),
            N_("没有实际攻关项目"),
        ),
        N_("近三年攻关课题的来源、分工、进度和结论"),
    ),
    criterion(
        "results",
        N_("创新成果"),
        20,
        (
            N_("近三年每年有重要成果，获专利、工法、标准或市级以上奖励，证明齐全"),
            N_("每年有一至两项成果，有证明"),
            N_("成果较少，或证明不充分"),
            N_("没有可证明的成果"),
        ),
        N_("成果名称、类别、日期与证明材料是否一致；是否确为本工作室完成"),
    ),
    criterion(
        "benefit",
        N_("经济社会效益"),
        15,
        (
            N_("效益显著，有财务部门证明，成果在行业内推广"),
            N_("效益明显，有测算依据，在本单位推广"),
            N_("有一定效益，测算依据不足"),
            N_("效益不明显，或无依据"),
        ),
        N_("财务证明的口径和期间；推广应用的范围；安全、环保、质量方面的社会效益"),
    ),
    criterion(
        "people",
        N_("人才培养与名师带徒"),
        10,
        (
            N_("师徒协议、培训计划和记录齐全，徒弟技能等级或竞赛成绩提升明显"),
            N_("有师徒结对和培训记录，成效较好"),
            N_("有结对，培训记录少"),
            N_("没有开展带徒和培训"),
        ),
        N_("师徒名册、培训场次人数、晋级和获奖情况"),
    ),
)

PROJECT: Rubric = (
    criterion(
        "technology",
        N_("技术先进与创新程度"),
        30,
        (
            N_("填补空白或达到国内领先，创新点明确且有查新、专利等佐证"),
            N_("达到行业先进水平，有明显改进和创新"),
            N_("在本单位属改进，创新程度一般"),
            N_("属常规改造，创新不明显"),
        ),
        N_("创新点与现有技术的对比；技术路线是否可行；是否解决真实工艺难题"),
    ),
    criterion(
        "benefit",
        N_("经济效益"),
        30,
        (
            N_("预期或已得效益显著，投入产出比高，有财务部门证明"),
            N_("效益明显，有测算过程和财务证明"),
            N_("有效益，但测算依据不足"),
            N_("效益不明显，或无财务证明"),
        ),
        N_("财务部门证明；效益的期间、口径和计算过程"),
    ),
    criterion(
        "use",
        N_("应用范围与推广"),
        20,
        (
            N_("可在行业或区域推广，已有应用单位或意向"),
            N_("可在本企业多个车间、产品推广"),
            N_("限于单一工序或产品"),
            N_("难以推广"),
        ),
        N_("适用对象、推广计划、用户意见"),
    ),
    criterion(
        "skills",
        N_("培养职工技能"),
        20,
        (
            N_("以一线职工为主体攻关，有明确的培养目标、计划和考核"),
            N_("较多职工参与，有培训安排"),
            N_("少数职工参与，培训安排一般"),
            N_("与职工技能提升关系不大"),
        ),
        N_("参与职工的人数和工种；培训、带徒、晋级目标"),
    ),
)
