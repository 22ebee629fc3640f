//! Words that say what a place is or where it lies, without being its name.

/// What a word says of the place whose name it stands with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Cue {
    Region,
    District,
    City,
    Country,
    /// Part of a town, or a feature of the land, which may have the name of a town far away: "Normandy neighborhood", "Rosario Island".
    Feature,
}

/// What the word says that the place is. Folded.
pub(super) fn cue(word: &str) -> Option<Cue> {
    Some(match word {
        "governorate" | "governorates" | "province" | "provinces" | "oblast" | "oblasts" | "region" | "regions" | "state" | "states"
        | "department" | "departments" | "prefecture" | "canton" | "voivodeship" | "wilaya" | "krai" => Cue::Region,
        "district" | "districts" | "county" | "counties" | "raion" | "municipality" | "municipalities" | "subdistrict" | "parish"
        | "borough" => Cue::District,
        "city" | "cities" | "town" | "towns" | "village" | "villages" | "hamlet" | "suburb" | "suburbs" | "township" | "settlement"
        | "stronghold" | "enclave" | "capital" => Cue::City,
        "neighborhood" | "neighborhoods" | "neighbourhood" | "neighbourhoods" | "quarter" | "quarters" | "sector" | "sectors" | "farm"
        | "ranch" | "estate" | "barrio" | "colony" | "square" | "reservoir" | "park" | "pond" | "beach" | "creek" | "cape" | "peninsula" | "valley" | "island" | "islands" | "river" | "rivers"
        | "lake" | "mountain" | "mountains" | "hill" | "hills" | "volcano" | "bay" | "cantons" => Cue::Feature,
        "republic" | "kingdom" | "country" | "emirate" | "sultanate" => Cue::Country,
        _ => return None,
    })
}

/// Words that say where in or by a place something is, or what stands there: they may have a capital letter and still belong to no name.
pub(super) fn is_plain_word(word: &str) -> bool {
    cue(word).is_some() || is_side(word) || is_facility(word) || is_small_word(word)
}

/// Sides and parts of a place ("northern", "downtown", "rural").
pub(super) fn is_side(word: &str) -> bool {
    matches!(
        word,
        "north" | "south" | "east" | "west" | "northern" | "southern" | "eastern" | "western" | "northeast" | "northwest" | "southeast"
            | "southwest" | "northeastern" | "northwestern" | "southeastern" | "southwestern" | "central" | "centre" | "center"
            | "downtown" | "uptown" | "midtown" | "inner" | "outer" | "upper" | "lower" | "greater" | "rural" | "urban" | "coastal"
            | "countryside" | "outskirts" | "heart" | "part" | "parts" | "area" | "areas" | "side" | "middle" | "old" | "historic"
            | "mainland" | "metropolitan" | "occupied" | "besieged" | "held" | "controlled" | "far" | "mid" | "whole" | "entire"
            | "edge" | "edges" | "corner" | "end" | "south-east" | "south-west" | "north-east" | "north-west"
    )
}

/// What is built or lies at a place.
fn is_facility(word: &str) -> bool {
    matches!(
        word,
        "airport" | "airports" | "international" | "airbase" | "base" | "bases" | "airfield" | "air" | "airstrip" | "military"
            | "naval" | "army" | "port" | "ports" | "harbor" | "harbour" | "seaport" | "garrison" | "camp" | "camps" | "refugee"
            | "border" | "borders" | "frontier" | "crossing" | "checkpoint" | "gate" | "dam" | "bridge" | "highway" | "square" | "hospital" | "university" | "universidad" | "school" | "college" | "prison" | "jail" | "detention"
            | "facility" | "compound" | "embassy" | "consulate" | "mosque" | "church" | "cathedral" | "temple" | "synagogue"
            | "market" | "bazaar" | "station" | "power" | "plant" | "nuclear" | "refinery" | "oil" | "gas" | "field" | "fields"
            | "oilfield" | "oilfields" | "factory" | "headquarters" | "stadium" | "hotel" | "museum" | "citadel" | "castle"
            | "courthouse" | "court" | "police" | "barracks" | "front" | "frontline" | "frontlines" | "line" | "lines" | "corridor"
            | "zone" | "zones" | "territory" | "territories" | "soil" | "land" | "lands" | "coast" | "coastline" | "shore" | "shores"
            | "desert" | "mountains" | "mountain" | "hills" | "valley" | "plain" | "plains" | "peninsula" | "island" | "islands"
            | "waters" | "airspace" | "basin" | "delta" | "forest" | "jungle" | "highlands" | "triangle" | "pocket" | "site" | "sites"
            | "operations" | "area's" | "medical" | "railway" | "train" | "metro" | "bus" | "terminal" | "tunnel" | "pipeline"
            | "village's" | "barrage" | "regulator" | "canal" | "lake" | "lakes" | "river" | "rivers" | "barrages" | "reservoir" | "bank" | "banks"
            | "roundabout" | "junction" | "suburban" | "airlines" | "clinic" | "academy" | "institute" | "cemetery" | "shrine"
            | "monastery" | "palace" | "command" | "theater" | "theatre" | "residency" | "slum"
    )
}

/// Words without a meaning of their own here.
pub(super) fn is_small_word(word: &str) -> bool {
    matches!(
        word,
        "the" | "a" | "an" | "of" | "in" | "at" | "on" | "by" | "to" | "from" | "near" | "nearby" | "between" | "and" | "or" | "both"
            | "outside" | "inside" | "around" | "across" | "along" | "throughout" | "within" | "into" | "toward" | "towards" | "through"
            | "over" | "off" | "for" | "with" | "its" | "their" | "our" | "this" | "that" | "these" | "those" | "other" | "neighboring"
            | "neighbouring" | "against" | "under" | "beyond" | "as" | "about" | "all" | "some" | "several" | "s"
    )
}

/// Prepositions after which a place is named.
pub(super) fn is_before_place(word: &str) -> bool {
    matches!(
        word,
        "in" | "at" | "near" | "outside" | "inside" | "around" | "across" | "throughout" | "from" | "to" | "into" | "toward"
            | "towards" | "between" | "through" | "along" | "within" | "off" | "over" | "of"
    )
}

/// Words after which the place is named near which something else lies.
pub(super) fn is_near(word: &str) -> bool {
    matches!(word, "near" | "outside" | "around" | "toward" | "towards" | "off" | "along" | "beyond")
}

/// Words between names none of which is the place meant alone.
pub(super) fn joins(word: &str) -> bool {
    matches!(word, "and" | "or" | "to" | "from" | "between" | "with")
}

/// Whether the folded name is short for a region only where it is written as an abbreviation.
pub(super) fn is_abbreviation(key: &str) -> bool {
    (key.len() <= 2 && !matches!(key, "us" | "uk"))
        || matches!(
            key,
            "ala" | "ariz" | "ark" | "calif" | "colo" | "conn" | "del" | "fla" | "ill" | "ind" | "kan" | "kans" | "mass" | "mich" | "minn"
                | "miss" | "mont" | "neb" | "nebr" | "nev" | "okla" | "ore" | "penn" | "tenn" | "tex" | "wash" | "wva" | "wis" | "wyo"
                | "ont" | "que" | "alta" | "man" | "sask" | "nfld" | "pei"
        )
}
