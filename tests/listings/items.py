"""Real documents: identifiers as people spell them, titles, and sentences of our own on what each is for."""

import random
from dataclasses import dataclass

from overlap.text.identifiers import parse


@dataclass(frozen=True, slots=True)
class Item:
    """One document as a list names it."""

    id: str
    title: str
    scope: str
    status: str = "Published"
    committee: str = "ISO/TC 1"
    date: str = "2019-05-07"


_KNOWN = """
ISO 9001:2015 | Quality management systems - Requirements
ISO 14001 | Environmental management systems - Requirements with guidance for use
ISO/IEC 27001:2022 | Information security management systems - Requirements
ISO/IEC 42001:2023 | Artificial intelligence - Management system
ISO/IEC TR 24028:2020 | Overview of trustworthiness in artificial intelligence
ISO/IEC/IEEE 15288:2023 | System life cycle processes
ISO 13485:2016 | Medical devices - Quality management systems
ISO 14971:2019 | Medical devices - Application of risk management to medical devices
ISO-9227 | Corrosion tests in artificial atmospheres - Salt spray tests
iso_4126-1 | Safety valves
ISO19115-1:2014 | Geographic information - Metadata - Part 1: Fundamentals
ISO 19157 (all parts) | Geographic information - Data quality
ISO/TS 37107:2019 | Maturity model for smart sustainable communities
ISO/DIS 37100 | Sustainable cities and communities - Vocabulary
IEC 61508-1:2010 | Functional safety - Part 1: General requirements
IEC 62443-3-3 | System security requirements and security levels
IEC-60068-2-11 | Environmental testing - Test Ka: Salt mist
IEC 61850-7-2:2010 | Basic information and communication structure
IEC 60601-1:2005+AMD1:2012 | Medical electrical equipment - General requirements
ITU-T Y.4904 | Smart sustainable cities maturity model
ITU-T Y.4461 (01/2020) | Framework of open data in smart cities
Y.4900/L.1600 | Overview of key performance indicators in smart sustainable cities
ITU-T X.509 | Public-key and attribute certificate frameworks
E.164 | The international public telecommunication numbering plan
ITU-R M.2083-0 | Framework and overall objectives of the future development of IMT
ETSI TS 103 645 | Cyber security for consumer Internet of Things
ETSI EN 303 645 V2.1.1 | Baseline requirements for consumer Internet of Things
ETSI GS NFV 002 | Architectural framework
3GPP TS 23.501 | System architecture for the 5G System
EN 50128:2011 | Software for railway control and protection systems
prEN 17412 | Level of information need - Concepts and principles
CWA 17145-2:2017 | Ethics assessment for research and innovation
BS EN ISO 19650-1:2018 | Organization of information about construction works
DIN EN ISO 4126-1 | Safety devices for protection against excessive pressure
DIN EN ISO/IEC 17025:2018-03 | Testing and calibration laboratories - General competence
NF EN 1997-1 | Geotechnical design - General rules
UNE 178104:2017 | Integral systems for a smart city management
DIN 1301-1:2010-10 | Units - Part 1: Unit names, unit symbols
IEEE 1588-2019 | Precision clock synchronization protocol for networked measurement
IEEE Std 802.1Q-2018 | Bridges and bridged networks
IEEE P7003 | Algorithmic bias considerations
RFC 2119 | Key words for use in RFCs to indicate requirement levels
RFC 7519 | JSON Web Token
RFC9110 | HTTP semantics
GOST R 57700.37-2021 | Digital twins of products
GOST 19.201-78 | Technical specification, requirements for contents
GB/T 22239-2019 | Baseline for classified protection of cybersecurity
GB 9706.1-2020 | Medical electrical equipment - General requirements for safety
YY/T 1833.1-2022 | Quality requirements and evaluation of medical devices with intelligence
JIS Q 9001:2015 | Quality management systems
JIS X 0401 | Prefecture identification code
KS X ISO 19115 | Metadata of geographic information
ASTM E1910 | Test method for agricultural pH control agents
ASME B31.3 | Process piping
API 526 | Flanged steel pressure-relief valves
SAE J3016 | Taxonomy of terms for driving automation systems
MIL-STD-202 | Test methods for electronic and electrical parts
NIST SP 800-53 | Security and privacy controls for information systems
OGC 06-042 | Web map server implementation specification
ECSS-E-ST-10C | System engineering general requirements
NORSOK M-001 | Materials selection
CAN/CSA-Z234.1 | Metric practice guide
ABNT NBR ISO 37120:2017 | Indicators for city services and quality of life
AS/NZS 3000:2018 | Electrical installations, wiring rules
OIML R 76-1 | Non-automatic weighing instruments - Part 1
ISO 9001 | 품질 경영 시스템
GB/T 36073-2018 | 数据管理能力成熟度评估模型
JIS Z 8301 | 規格票の様式及び作成方法
ГОСТ Р 7.0.97-2016 | Организационно-распорядительная документация
DIN 4220:2008-11 | Bodenkundliche Standortbeurteilung
NF X50-131 | Système de management de la qualité
UNE-EN 301549:2022 | Requisitos de accesibilidad para productos y servicios TIC
TS EN ISO 22301 | Toplumsal güvenlik, iş sürekliliği yönetim sistemleri
"""
_FIELDS = (
    "kerbs",
    "parking lots",
    "bridges",
    "street lamps",
    "water meters",
    "bus stops",
    "ramps",
    "elevators",
    "tunnels",
    "sirens",
    "benches",
    "signposts",
)
_STATUSES = ("Published", "Under study", "Withdrawn", "Active")
_COMMITTEES = ("ISO/TC 268", "SG20", "IEC TC 65", "JTC 1/SC 41", "SG17")


def _known() -> tuple[Item, ...]:
    found = []
    for number, line in enumerate(filter(None, _KNOWN.split("\n"))):
        identifier, _, title = line.partition(" | ")
        field = _FIELDS[number % len(_FIELDS)]
        scope = f"Says what the {field} of a town report about themselves, and to whom of those who care."
        date = f"{2001 + number % 24}-{number % 12 + 1:02}-{number % 27 + 1:02}"
        found.append(Item(identifier, title, scope, _STATUSES[number % 4], _COMMITTEES[number % 5], date))
    return tuple(found)


KNOWN = _known()


def some(name: str) -> list[Item]:
    """Draw 3 to 12 of the documents, by the name of what they are drawn for; each number once."""
    lot = random.Random(name)
    drawn = lot.sample(KNOWN, lot.randint(3, 12))
    return list({parse(each.id).numbers: each for each in drawn}.values())
