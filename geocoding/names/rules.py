"""The rules that drop tokens of a network name, one function each; a trace gives them by these names.

Those of ANYWHERE look at every token: how many, from this one on, are no part of the place? Those of AT_AN_END look at
what stands first or last, and only while a name would remain without it.
"""

from __future__ import annotations

from collections.abc import Callable

from geocoding.names import code_rules, end_rules, place_rules
from geocoding.names.context import Context
from geocoding.names.end_rules import End
from geocoding.tokens import Token

AnywhereRule = Callable[[list[Token], int, Context], int]
EndRule = Callable[[End], bool]
ANYWHERE: tuple[AnywhereRule, ...] = (
    code_rules.own_code,
    code_rules.prefix,
    code_rules.code_chain,
    code_rules.pole_owner,
    code_rules.unit_behind,
    code_rules.number_of_field,
    code_rules.field_of_thing,
    code_rules.numbered_field,
    code_rules.numbered_thing,
    code_rules.network_code,
    code_rules.number_of_thing,
    code_rules.thing_in_front,
    code_rules.brand,
    code_rules.floor,
    code_rules.work,
    place_rules.aside,
    place_rules.remark_behind_number,
    place_rules.surroundings,
    place_rules.postposition,
    place_rules.postposition_alone,
    code_rules.division,
    place_rules.larger_code,
    place_rules.cluster_name,
)
AT_AN_END: tuple[EndRule, ...] = (
    end_rules.word_with_serial,
    end_rules.end_of_code,
    end_rules.bare_number,
    end_rules.code_with_number,
    end_rules.exchange,
    end_rules.letter_with_number,
    end_rules.lone_equipment,
    end_rules.remark,
    end_rules.region,
    end_rules.unlisted_code,
    end_rules.code_beside_codes,
    end_rules.field_code,
)


def rule_name(rule: AnywhereRule | EndRule) -> str:
    return rule.__name__.replace("_", " ")
