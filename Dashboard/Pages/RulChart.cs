using Maintenance.Dashboard.Controls;
using Maintenance.Queries;

namespace Maintenance.Dashboard.Pages;

/// <summary>Where actual failures fell relative to the predicted P10–P90 band. A well-calibrated model has 10, 80 and 10 %.</summary>
internal static class RulChart
{
    public static ChartData Of(IReadOnlyList<ModelCoverage> rows) => new(
        "Failed before P10, within P10–P90, survived past P90", "% of samples", "Model", ChartShape.Bars,
        [.. rows.Select(r => r.ModelHash.Length > 12 ? r.ModelHash[..12] : r.ModelHash)],
        [
            // Warned too late: the side that costs a drill.
            new ChartSeries("Failed before P10", ChartTone.Warning, [.. rows.Select(r => Percent(r.Early, r))]),
            new ChartSeries("Within P10–P90", ChartTone.Normal, [.. rows.Select(r => Percent(r.Inside, r))]),
            new ChartSeries("Survived past P90", ChartTone.Faint, [.. rows.Select(r => Percent(r.Late, r))]),
        ])
    { Decimals = 1 };

    private static double Percent(long part, ModelCoverage of) => 100.0 * part / of.Moments;
}
