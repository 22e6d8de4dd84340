from adapters import reference


def test_codes_of_units_keep_their_leading_zeros():
    rows = reference.table("admin-units-2025.csv")

    assert len(rows) == 3321
    assert rows[0] == {
        "province_code": "01",
        "province_name": "Thành phố Hà Nội",
        "unit_code": "00004",
        "unit_name": "Phường Ba Đình",
        "unit_type": "phường",
    }


def test_a_document_is_read_with_its_tables():
    assert reference.document("regulation-213.toml")["terms"]["ladder_ring"]["value"] == 10
