//! Distances on the globe.

/// The Earth's mean radius in km (IUGG).
const RADIUS_KM: f64 = 6371.0088;

/// The distance between two positions (degrees north, degrees east) along a great circle in km, by the haversine formula on a sphere: within 0.6 % of
/// that on the ellipsoid.
pub fn distance_km(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (latitude, other_latitude) = (one.0.to_radians(), other.0.to_radians());
    let north = ((other_latitude - latitude) / 2.0).sin();
    let east = ((other.1 - one.1).to_radians() / 2.0).sin();
    let half = north * north + latitude.cos() * other_latitude.cos() * east * east;
    2.0 * RADIUS_KM * half.clamp(0.0, 1.0).sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::distance_km;

    #[test]
    fn distances_between_cities() {
        let near = |one, other, km: f64| (distance_km(one, other) - km).abs() < km * 0.01;
        assert!(near((33.51, 36.29), (36.20, 37.16), 309.0), "Damascus, Aleppo");
        assert!(near((40.71, -74.01), (51.51, -0.13), 5570.0), "New York, London");
        assert!(near((0.0, 179.5), (0.0, -179.5), 111.2), "over the date line");
        assert!(distance_km((10.0, 10.0), (10.0, 10.0)).abs() < 1e-9);
    }
}
