using System.Globalization;
using Maintenance.Api.Business;
using Maintenance.Api.Rest;
using Maintenance.Core.Assets;
using Maintenance.Core.Tables;

namespace Maintenance.Fuzz.Tests.Targets;

/// <summary>Lists of costs: whole, or refused by name.</summary>
internal sealed class BusinessListTarget : FuzzTarget
{
    private static readonly AssetRegistry Registry = new();

    static BusinessListTarget() => Registry.AddOrReplace([new(AssetId.Parse("A"), "n", "S", "R", 1, 1, 0.2)]);

    public override string Name => "business-list-csv";

    public override IReadOnlyList<Type> Reads => [typeof(EntryList), typeof(ListCsv<>)];

    public override IReadOnlyList<string> Words { get; } =
        ["region", "reference", "department", "asset", "day", "kind", "amount", "workOrder", "note", "\"", ",", ";", "1e999", "NaN"];

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Utf8("region,reference,department,asset,day,kind,amount,workOrder,note\n"
            + "n,1,d,A,2026-05-01,repair,1.5,7,x\nN,2,d,,2026-05-01,npt,-1,,\n"),
        Utf8("amount,kind,day,department,reference,region\r\n1,other,2026-01-31,\"d\",\"a,b\",n\r\n"),
    ];

    public override bool Refuses(Exception error) => error is ListException;

    public override string Read(byte[] input)
    {
        var check = new EntryCheck("somebody", RegionScope.All, Registry, TimeProvider.System);
        var rows = EntryList.Read<CostEntry, CostRow>(input, ListBody.CsvType, check);
        for (var i = 0; i < rows.RowCount; i++)
        {
            var row = rows.Row(i);
            Require(row.Region == "n" && row.Reference.Length is > 0 and <= 100, "a key is not valid");
            Require(double.IsFinite(row.Amount) && row.DayUnixMicros % 86_400_000_000 == 0 && row.WorkOrder >= 0, "a value is not valid");
        }
        return string.Create(CultureInfo.InvariantCulture, $"{rows.RowCount} {rows.Row(0).Reference} {rows.Row(rows.RowCount - 1).Amount}");
    }
}
