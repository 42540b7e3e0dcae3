using Maintenance.Core.Ports;

namespace Maintenance.Scoring.Registry;

/// <summary>The models that score a block together. Immutable.</summary>
/// <param name="Health">Drill-health model.</param>
/// <param name="Life">Drill-life model (RUL); null without one.</param>
internal sealed record ServingSet(IConditionModel Health, IConditionModel? Life)
{
    /// <summary>True when both sets are the same documents.</summary>
    public bool IsSame(ServingSet? other) => other is not null && Health.Hash == other.Health.Hash && Life?.Hash == other.Life?.Hash;
}
