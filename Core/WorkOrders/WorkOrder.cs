using Maintenance.Core.Alarms;
using Maintenance.Core.Time;

namespace Maintenance.Core.WorkOrders;

/// <summary>Work on an asset, in one of its revisions. Times are Unix µs, UTC. Immutable.</summary>
public sealed record WorkOrder
{
    /// <summary>1, 2, …</summary>
    public required long Number { get; init; }

    /// <summary>1 when raised, one more with every change.</summary>
    public required int Revision { get; init; }

    /// <summary>Asset.</summary>
    public required string Asset { get; init; }

    /// <summary>What is to be done.</summary>
    public required string Title { get; init; }

    /// <summary>One of <see cref="Conditions.FailureModes.All"/>; null when none in particular is suspected.</summary>
    public string? SuspectedMode { get; init; }

    /// <summary>Alarms that it came from; none when somebody raised it without.</summary>
    public IReadOnlyList<WorkOrderAlarm> Alarms { get; init; } = [];

    /// <summary>Priority.</summary>
    public AlarmPriority Priority { get; init; } = AlarmPriority.Low;

    /// <summary>One of <see cref="WorkOrderStates"/>.</summary>
    public string State { get; init; } = WorkOrderStates.Open;

    /// <summary>When it must be done.</summary>
    public required long DueUnixMicros { get; init; }

    /// <summary>Why then, in words.</summary>
    public required string DueBecause { get; init; }

    /// <summary>Who does it; null: nobody yet.</summary>
    public string? Assignee { get; init; }

    /// <summary>Parts.</summary>
    public IReadOnlyList<WorkOrderPart> Parts { get; init; } = [];

    /// <summary>Hours of work.</summary>
    public double Hours { get; init; }

    /// <summary>Cost of the work without parts, in the installation's currency.</summary>
    public double LabourCost { get; init; }

    /// <summary>Hours in which the asset could not be used because of it.</summary>
    public double DowntimeHours { get; init; }

    /// <summary>Free text; null when there is none.</summary>
    public string? Notes { get; init; }

    /// <summary>One of <see cref="FindingOutcomes"/>; null until it is done. What was found is a maintenance record of it.</summary>
    public string? Outcome { get; init; }

    /// <summary>When it was raised.</summary>
    public required long RaisedUnixMicros { get; init; }

    /// <summary>Who raised it.</summary>
    public required string RaisedBy { get; init; }

    /// <summary>When this revision was made.</summary>
    public required long ChangedUnixMicros { get; init; }

    /// <summary>Who made it.</summary>
    public required string ChangedBy { get; init; }

    /// <summary>When it was done or cancelled; <see cref="UnixMicros.None"/> until then.</summary>
    public long ClosedUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>Cost of its parts.</summary>
    public double PartsCost => Parts.Sum(p => p.Number * p.UnitCost);

    /// <summary>Cost of parts and work.</summary>
    public double Cost => PartsCost + LabourCost;

    /// <summary>True when nothing more is done.</summary>
    public bool IsClosed => WorkOrderStates.IsClosed(State);

    /// <summary>True when it is not closed and its time has passed.</summary>
    public bool IsOverdueAt(long nowUnixMicros) => !IsClosed && DueUnixMicros < nowUnixMicros;
}
