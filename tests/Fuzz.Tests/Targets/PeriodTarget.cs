using System.Text;
using Maintenance.Core.Business;

namespace Maintenance.Fuzz.Tests.Targets;

/// <summary>Periods of reports, as they stand in addresses.</summary>
internal sealed class PeriodTarget : FuzzTarget
{
    private static readonly DateOnly Today = new(2026, 7, 2);

    public override string Name => "business-period";

    public override IReadOnlyList<Type> Reads => [typeof(BusinessPeriod)];

    public override IReadOnlyList<byte[]> Seeds { get; } = [Utf8("2026"), Utf8("2026-Q3"), Utf8("2026-06"), Utf8("month")];

    public override IReadOnlyList<string> Words { get; } = ["-", "Q", "year", "quarter", "month", "2026", "1970", "2200", "12", "00"];

    public override string Read(byte[] input)
    {
        if (!BusinessPeriod.TryParse(Encoding.UTF8.GetString(input), Today, out var period)) return "none";
        Require(period.From <= Today, "a period has not begun");
        Require(BusinessPeriod.TryParse(period.Key, Today, out var again) && again == period, "a period is not found by its key");
        return period.Key;
    }
}
