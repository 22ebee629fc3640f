//! Tables of the political world: countries with their demonyms and capitals, international bodies, armed groups.
