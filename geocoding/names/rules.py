"""The rules that drop tokens of a network name, one function each; a trace gives them by these names.

Those of ANYWHERE look at every token: how many, from this one on, are no part of the place? Those of AT_AN_END look at
what stands first or last, and only while a name would remain without it.
"""

from __future__ import annotations

from collections.abc import Callable

from geocoding.names.code_rules import (
    brand,
    code_chain,
    division,
    field_of_thing,
    floor,
    network_code,
    number_of_field,
    number_of_thing,
    numbered_thing,
    own_code,
    pole_owner,
    prefix,
    thing_in_front,
    unit_behind,
    work,
)
from geocoding.names.context import Context
from geocoding.names.end_rules import (
    End,
    bare_number,
    code_beside_codes,
    code_with_number,
    end_of_code,
    exchange,
    field_code,
    letter_with_number,
    lone_equipment,
    region,
    remark,
    unlisted_code,
    word_with_serial,
)
from geocoding.names.place_rules import (
    aside,
    cluster_name,
    larger_code,
    postposition,
    postposition_alone,
    remark_behind_number,
    surroundings,
)
from geocoding.tokens import Token

AnywhereRule = Callable[[list[Token], int, Context], int]
EndRule = Callable[[End], bool]
ANYWHERE: tuple[AnywhereRule, ...] = (
    own_code,
    prefix,
    code_chain,
    pole_owner,
    unit_behind,
    number_of_field,
    field_of_thing,
    numbered_thing,
    network_code,
    number_of_thing,
    thing_in_front,
    brand,
    floor,
    work,
    aside,
    remark_behind_number,
    surroundings,
    postposition,
    postposition_alone,
    division,
    larger_code,
    cluster_name,
)
AT_AN_END: tuple[EndRule, ...] = (
    word_with_serial,
    end_of_code,
    bare_number,
    code_with_number,
    exchange,
    letter_with_number,
    lone_equipment,
    remark,
    region,
    unlisted_code,
    code_beside_codes,
    field_code,
)


def rule_name(rule: AnywhereRule | EndRule) -> str:
    return rule.__name__.replace("_", " ")
