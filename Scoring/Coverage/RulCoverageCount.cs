using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Scoring.Coverage;

/// <summary>Compares one model's RUL estimates over one life with the true remaining hours.</summary>
internal sealed class RulCoverageCount
{
    private long _inside;
    private long _early;
    private long _late;
    private double _errorHours;
    private long _first;
    private long _last;

    public long Samples { get; private set; }

    /// <summary>Adds a sample, in any order of time.</summary>
    /// <param name="eventTimeUnixMicros">Time of the estimate.</param>
    /// <param name="p10">Estimate, hours.</param>
    /// <param name="p50">Estimate, hours.</param>
    /// <param name="p90">Estimate, hours.</param>
    /// <param name="trueHours">True remaining life, operating hours.</param>
    public void Add(long eventTimeUnixMicros, double p10, double p50, double p90, double trueHours)
    {
        if (trueHours < p10) _early++;
        else if (trueHours > p90) _late++;
        else _inside++;
        _errorHours += Math.Abs(trueHours - p50);
        _first = Samples == 0 ? eventTimeUnixMicros : Math.Min(_first, eventTimeUnixMicros);
        _last = Samples == 0 ? eventTimeUnixMicros : Math.Max(_last, eventTimeUnixMicros);
        Samples++;
    }

    /// <summary>The row; its times are NULL when there are no samples.</summary>
    public RulCoverageRow RowOf(string asset, long failedUnixMicros, string modelHash, long settledUnixMicros) => new()
    {
        Asset = asset,
        FailedUnixMicros = failedUnixMicros,
        ModelHash = modelHash,
        Moments = Samples,
        Inside = _inside,
        Early = _early,
        Late = _late,
        ErrorHoursSum = _errorHours,
        FirstEventTimeUnixMicros = Samples == 0 ? UnixMicros.None : _first,
        LastEventTimeUnixMicros = Samples == 0 ? UnixMicros.None : _last,
        SettledUnixMicros = settledUnixMicros,
    };
}
