namespace Maintenance.Training.Bench.Pipeline;

/// <summary>Output of <c>bench pipeline --alarms compare</c>; the property names are those of the JSON.</summary>
public sealed record AlarmCostFigures
{
    /// <summary>Readings per second without rules, median of the rounds.</summary>
    public required double ReadingsPerSecondOff { get; init; }

    /// <summary>The same with rules.</summary>
    public required double ReadingsPerSecondOn { get; init; }

    /// <summary>How much fewer readings per second there are with rules, percent: the median of the rounds' own differences.</summary>
    public required double CostPercent { get; init; }

    /// <summary>How much more processor time a reading takes with rules, percent, likewise.</summary>
    public required double ProcessorCostPercent { get; init; }

    /// <summary>Least and greatest <see cref="CostPercent"/> of a round: what the machine itself makes uncertain.</summary>
    public required double LeastCostPercent { get; init; }

    /// <inheritdoc cref="LeastCostPercent"/>
    public required double GreatestCostPercent { get; init; }

    /// <summary>Rules by which alarms were judged.</summary>
    public required int Rules { get; init; }

    /// <summary>Rows in <c>alarm_event</c>, all rounds together.</summary>
    public required long AlarmEvents { get; init; }

    /// <summary>Rounds of each.</summary>
    public required int Rounds { get; init; }

    /// <summary>Description of the load, for comparing runs.</summary>
    public required string Load { get; init; }

    internal static AlarmCostFigures Of(IReadOnlyList<PipelineFigures> off, IReadOnlyList<PipelineFigures> on)
    {
        double[] costs = [.. off.Zip(on, (without, with) => 100 * (1 - (with.ReadingsPerSecond / without.ReadingsPerSecond)))];
        return new AlarmCostFigures
        {
            ReadingsPerSecondOff = Median(off.Select(f => f.ReadingsPerSecond)),
            ReadingsPerSecondOn = Median(on.Select(f => f.ReadingsPerSecond)),
            CostPercent = Median(costs),
            ProcessorCostPercent = Median(off.Zip(on,
                (without, with) => 100 * ((with.ProcessorMicrosPerReading / without.ProcessorMicrosPerReading) - 1))),
            LeastCostPercent = costs.Min(),
            GreatestCostPercent = costs.Max(),
            Rules = on[0].Rules,
            AlarmEvents = on.Sum(f => f.AlarmEvents),
            Rounds = on.Count,
            Load = on[0].Load,
        };
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
