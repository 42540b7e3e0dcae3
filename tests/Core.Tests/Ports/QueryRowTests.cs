using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Tests.Ports;

public sealed class QueryRowTests
{
    private static readonly DateTime At = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Values_are_read_by_name_wherever_they_stand()
    {
        Read(new QueryResult(["asset", "value"], [["d", 1.5]], Truncated: false)).ShouldBe(("d", 1.5f));
        Read(new QueryResult(["value", "inserted", "asset"], [[1.5, 7.0, "d"]], Truncated: false)).ShouldBe(("d", 1.5f));

        static (string, float) Read(QueryResult result) => result.Read(r => (r.Text("asset"), r.Real("value")))[0];
    }

    [Fact]
    public void A_row_of_a_table_is_read_from_a_query_in_any_order_of_columns()
    {
        var result = new QueryResult(["detail", "subject", "action", "who", "event_time"], [[null, "s", "a", "w", At]], Truncated: false);
        result.Read<AuditRow>()[0].ShouldBe(new AuditRow
        {
            EventTimeUnixMicros = UnixMicros.Of(At), Actor = "w", Action = "a",
            Subject = "s", Detail = null
        });
    }

    [Fact]
    public void A_column_the_query_does_not_give_is_named()
    {
        var row = new QueryResult(["asset"], [["d"]], Truncated: false).First!.Value;
        Should.Throw<InvalidOperationException>(() => row.Text("site")).Message.ShouldBe("The query gives no column site; it gives asset.");
        Should.Throw<InvalidOperationException>(() => row.Whole("asset")).Message.ShouldBe("The store gave String in column asset, where "
            + "a whole number was expected.");
    }

    [Fact]
    public void Null_is_what_each_type_says_it_is()
    {
        var row = new QueryResult(["x"], [[null]], Truncated: false).First!.Value;
        row.IsNull("x").ShouldBeTrue();
        (row.TextOrNull("x"), row.Whole("x"), row.WholeOrNull("x"), row.Number("x"), row.TimeOrNull("x"), row.UnixMicrosOrNone("x"),
            row.Blob("x"))
            .ShouldBe((null, 0, null, null, null, UnixMicros.None, null));
        (float.IsNaN(row.Real("x")), float.IsNaN(row.Single("x")), double.IsNaN(row.DoublePrecision("x"))).ShouldBe((true, true, true));
        Should.Throw<InvalidOperationException>(() => row.Text("x"));
        Should.Throw<InvalidOperationException>(() => row.Time("x"));
    }

    [Fact]
    public void Infinities_are_kept_where_they_matter_and_left_out_where_they_are_shown()
    {
        var row = new QueryResult(["x"], [[double.PositiveInfinity]], Truncated: false).First!.Value;
        (row.Real("x"), row.DoublePrecision("x"), row.Number("x"), float.IsNaN(row.Single("x")))
            .ShouldBe((float.PositiveInfinity, double.PositiveInfinity, null, true));
    }

    [Fact]
    public void What_came_as_json_is_read_too()
    {
        var row = new QueryResult(["time", "value", "word"], [["2026-01-01T00:00:00.000001Z", "NaN", "d"]], Truncated: false).First!.Value;
        (row.UnixMicros("time"), float.IsNaN(row.Real("value"))).ShouldBe((UnixMicros.Of(At) + 1, true));
        Should.Throw<InvalidOperationException>(() => row.Time("word"));
        Should.Throw<InvalidOperationException>(() => row.Real("word"));
    }

    [Fact]
    public void A_scalar_is_the_only_value()
    {
        new QueryResult(["n"], [[7L]], Truncated: false).Scalar.ShouldBe(7L);
        Should.Throw<InvalidOperationException>(() => new QueryResult(["n", "m"], [[7L, 8L]], Truncated: false).Scalar);
        Should.Throw<InvalidOperationException>(() => new QueryResult(["n"], [], Truncated: false).Scalar);
    }

    [Fact]
    public void No_row_is_no_first_row() => new QueryResult(["x"], [], Truncated: false).First.ShouldBeNull();
}
