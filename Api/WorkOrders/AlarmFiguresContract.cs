using Maintenance.Core.WorkOrders;

namespace Maintenance.Api.WorkOrders;

/// <summary>How well alarms told of faults: of a rule, of a version of it, or of a model.</summary>
internal sealed record AlarmFiguresContract(
    string? Rule, int? Version, string? Model, int Alarms, int Judged, int Confirmed, int AnotherMode, int NothingFound,
    ProportionContract Precision, int Failures, ProportionContract Recall, double? MedianLeadHours, double? P10LeadHours)
{
    public static AlarmFiguresContract Of(AlarmFigures f) => new(
        f.Rule, f.Version, f.Model, f.Alarms, f.Judged, f.Confirmed, f.AnotherMode, f.NothingFound, ProportionContract.Of(f.Precision),
        f.Failures, ProportionContract.Of(f.Recall), ProportionContract.Known(f.MedianLeadHours), ProportionContract.Known(f.P10LeadHours));
}

/// <summary>A share with its counts and the 95 % interval of Wilson; null without a case.</summary>
internal sealed record ProportionContract(int Hits, int Cases, double? Value, double? Low, double? High)
{
    public static ProportionContract Of(Proportion p) =>
        new(p.Hits, p.Cases, Known(p.Value), Known(p.Low), Known(p.High));

    public static double? Known(double value) => double.IsFinite(value) ? value : null;
}
