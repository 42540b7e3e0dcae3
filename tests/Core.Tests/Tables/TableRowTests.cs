using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Tests.Tables;

/// <summary>A column that is inserted into a table leaves every value in its place.</summary>
public sealed class TableRowTests
{
    /// <summary>A table as it is.</summary>
    private readonly record struct Before : ITableRow<Before>
    {
        public static TableSchema Table { get; } = TableSchema.Of<Before>("probe", "asset");

        public required string Asset { get; init; }

        public required long From { get; init; }

        public required long To { get; init; }

        public required float[] Values { get; init; }

        public static Before Map<TMap>(ref TMap map, in Before row) where TMap : struct, IRowMap => new()
        {
            Asset = map.Text("asset", row.Asset),
            From = map.Timestamp("from_time", row.From),
            To = map.Timestamp("to_time", row.To),
            Values = map.Reals(["a", "b"], row.Values),
        };
    }

    /// <summary>The same with a column of the same type inserted into its middle.</summary>
    private readonly record struct After : ITableRow<After>
    {
        public static TableSchema Table { get; } = TableSchema.Of<After>("probe", "asset");

        public required string Asset { get; init; }

        public required long From { get; init; }

        public required long Inserted { get; init; }

        public required long To { get; init; }

        public required float[] Values { get; init; }

        public static After Map<TMap>(ref TMap map, in After row) where TMap : struct, IRowMap => new()
        {
            Asset = map.Text("asset", row.Asset),
            From = map.Timestamp("from_time", row.From),
            Inserted = map.Timestamp("inserted", row.Inserted),
            To = map.Timestamp("to_time", row.To),
            Values = map.Reals(["a", "b"], row.Values),
        };
    }

    /// <summary>What a map that changes its mind would give: fewer columns when it appends than it described.</summary>
    private readonly record struct Fickle : ITableRow<Fickle>
    {
        public static TableSchema Table { get; } = TableSchema.Of<Fickle>("probe");

        public required string Asset { get; init; }

        public required long From { get; init; }

        public static Fickle Map<TMap>(ref TMap map, in Fickle row) where TMap : struct, IRowMap => new()
        {
            Asset = map.Text("asset", row.Asset),
            From = row.From == 0 ? map.Timestamp("from_time", row.From) : row.From,
        };
    }

    [Fact]
    public void A_column_inserted_into_the_middle_leaves_all_values_in_place()
    {
        var before = TableBatch.Of(new Before { Asset = "d", From = 1, To = 2, Values = [3, 4] });
        var after = TableBatch.Of(new After { Asset = "d", From = 1, Inserted = 9, To = 2, Values = [3, 4] });
        foreach (var batch in new TableBatch[] { before, after })
        {
            batch.CheckRectangular();
            batch.Column<string?>("asset").Values.ToArray().ShouldBe(["d"]);
            batch.Column<long>("from_time").Values.ToArray().ShouldBe([1]);
            batch.Column<long>("to_time").Values.ToArray().ShouldBe([2]);
            batch.Column<float>("a").Values.ToArray().ShouldBe([3]);
            batch.Column<float>("b").Values.ToArray().ShouldBe([4]);
        }
        (after.Row(0).From, after.Row(0).Inserted, after.Row(0).To).ShouldBe((1, 9, 2));
        after.Row(0).Values.ShouldBe([3, 4]);
    }

    // What the rows replace: the writer says 2 for "to", and nothing tells it that another column stands there now.
    [Fact]
    public void Written_by_ordinal_a_value_would_land_in_the_inserted_column_and_nothing_would_say_so()
    {
        var batch = new TableBatch(After.Table);
        batch.Column<string?>(0).Add("d");
        batch.Column<long>(1).Add(1);
        batch.Column<long>(2).Add(2);
        batch.Column<long>("to_time").Count.ShouldBe(0);
        batch.Column<long>("inserted").Values.ToArray().ShouldBe([2]);
    }

    [Fact]
    public void Every_table_gives_back_the_row_it_was_given()
    {
        var row = new StreamAccountRow
        {
            Asset = "d",
            Epoch = -1,
            Sequenced = true,
            Sent = 1,
            Stored = 2,
            Duplicates = 3,
            Late = 4,
            FirstEventTimeUnixMicros = 5,
            LastEventTimeUnixMicros = 6,
            LastReceivedUnixMicros = UnixMicros.None,
            Ranges = "[]",
        };
        TableBatch.Of(row).Row(0).ShouldBe(row);
    }

    [Fact]
    public void A_key_that_does_not_stand_first_is_refused() =>
        Should.Throw<ArgumentException>(() => TableSchema.Of<Before>("probe", "to_time"));

    [Fact]
    public void A_row_that_leaves_out_a_column_it_described_is_refused_at_the_commit()
    {
        var batch = TableBatch.Of(new Fickle { Asset = "d", From = 1 });
        Should.Throw<InvalidOperationException>(batch.CheckRectangular).Message.ShouldContain("from_time");
    }

    [Fact]
    public void Steady_state_allocates_nothing()
    {
        var batch = new TableBatch<StreamAccountRow>();
        Allocated.By(Fill).ShouldBe(0);

        void Fill()
        {
            batch.Clear();
            for (var i = 0; i < 5_000; i++)
            {
                batch.Add(new StreamAccountRow
                {
                    Asset = "d",
                    Epoch = i,
                    Sequenced = false,
                    Sent = i,
                    Stored = i,
                    Duplicates = 0,
                    Late = 0,
                    FirstEventTimeUnixMicros = i,
                    LastEventTimeUnixMicros = i,
                    LastReceivedUnixMicros = i,
                    Ranges = "[]",
                });
            }
        }
    }
}
