using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Scoring.Coverage;

/// <summary>Counts how what one model told of one life compares with what was left.</summary>
internal sealed class RulCoverageCount
{
    private long _inside;
    private long _early;
    private long _late;
    private double _errorHours;
    private long _first;
    private long _last;

    public long Moments { get; private set; }

    /// <summary>Counts a moment, in any order of time.</summary>
    /// <param name="eventTimeUnixMicros">When it was told.</param>
    /// <param name="p10">What was told, hours.</param>
    /// <param name="p50">What was told, hours.</param>
    /// <param name="p90">What was told, hours.</param>
    /// <param name="trueHours">What was left.</param>
    public void Add(long eventTimeUnixMicros, double p10, double p50, double p90, double trueHours)
    {
        if (trueHours < p10) _early++;
        else if (trueHours > p90) _late++;
        else _inside++;
        _errorHours += Math.Abs(trueHours - p50);
        _first = Moments == 0 ? eventTimeUnixMicros : Math.Min(_first, eventTimeUnixMicros);
        _last = Moments == 0 ? eventTimeUnixMicros : Math.Max(_last, eventTimeUnixMicros);
        Moments++;
    }

    /// <summary>The row; without a moment its times are NULL.</summary>
    public RulCoverageRow RowOf(string asset, long failedUnixMicros, string modelHash, long settledUnixMicros) => new()
    {
        Asset = asset,
        FailedUnixMicros = failedUnixMicros,
        ModelHash = modelHash,
        Moments = Moments,
        Inside = _inside,
        Early = _early,
        Late = _late,
        ErrorHoursSum = _errorHours,
        FirstEventTimeUnixMicros = Moments == 0 ? UnixMicros.None : _first,
        LastEventTimeUnixMicros = Moments == 0 ? UnixMicros.None : _last,
        SettledUnixMicros = settledUnixMicros,
    };
}
