namespace Maintenance.Core.WorkOrders;

/// <summary>How well alarms told of faults: of a rule, of a version of it, or of the alarms that a model's assessments raised.</summary>
public sealed record AlarmFigures
{
    /// <summary>Rule; null of a model's figures.</summary>
    public string? Rule { get; init; }

    /// <summary>Version of the rule; null of all its versions together.</summary>
    public int? Version { get; init; }

    /// <summary>Hash of the model; null of a rule's figures.</summary>
    public string? Model { get; init; }

    /// <summary>Alarms.</summary>
    public required int Alarms { get; init; }

    /// <summary>Judged alarms whose suspicion was confirmed.</summary>
    public required int Confirmed { get; init; }

    /// <summary>Judged alarms behind which another failure mode was found.</summary>
    public required int AnotherMode { get; init; }

    /// <summary>Judged alarms behind which nothing was found.</summary>
    public required int NothingFound { get; init; }

    /// <summary>Recorded failures that the alarms are for.</summary>
    public required int Failures { get; init; }

    /// <summary>Hours from the first alarm to each failure that had one before, ascending.</summary>
    public required IReadOnlyList<double> LeadHours { get; init; }

    /// <summary>Alarms that a finding judges.</summary>
    public int Judged => Confirmed + AnotherMode + NothingFound;

    /// <summary>Alarms confirmed of alarms judged.</summary>
    public Proportion Precision => new(Confirmed, Judged);

    /// <summary>Failures that had an alarm before of all failures.</summary>
    public Proportion Recall => new(LeadHours.Count, Failures);

    /// <summary>Half of the announced failures had an alarm at least this long before, hours; NaN without one.</summary>
    public double MedianLeadHours => Quantile(0.5);

    /// <summary>Nine of ten announced failures had an alarm at least this long before, hours; NaN without one.</summary>
    public double P10LeadHours => Quantile(0.1);

    private double Quantile(double share)
    {
        if (LeadHours.Count == 0) return double.NaN;
        var place = share * (LeadHours.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, LeadHours.Count - 1);
        return LeadHours[below] + ((place - below) * (LeadHours[above] - LeadHours[below]));
    }
}
