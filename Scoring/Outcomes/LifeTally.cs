using Maintenance.Core.Tables;

namespace Maintenance.Scoring.Outcomes;

/// <summary>Counts how what one model told of one life compares with what was left.</summary>
internal sealed class LifeTally
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

    /// <summary>Adds the row; without a moment its times are NULL.</summary>
    public void WriteTo(TableBatch batch, string asset, long failedUnixMicros, string modelHash, long settledUnixMicros)
    {
        batch.Column<string?>(0).Add(asset);
        batch.Column<long>(1).Add(failedUnixMicros);
        batch.Column<string?>(2).Add(modelHash);
        batch.Column<long>(3).Add(Moments);
        batch.Column<long>(4).Add(_inside);
        batch.Column<long>(5).Add(_early);
        batch.Column<long>(6).Add(_late);
        batch.Column<double>(7).Add(_errorHours);
        batch.Column<long>(8).Add(Moments == 0 ? long.MinValue : _first);
        batch.Column<long>(9).Add(Moments == 0 ? long.MinValue : _last);
        batch.Column<long>(10).Add(settledUnixMicros);
    }
}
