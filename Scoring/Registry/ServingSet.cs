using Maintenance.Core.Ports;

namespace Maintenance.Scoring.Registry;

/// <summary>The models that score a block together. Immutable.</summary>
/// <param name="Health">Condition.</param>
/// <param name="Life">Remaining useful life; null while no model tells it.</param>
internal sealed record ServingSet(IConditionModel Health, IConditionModel? Life)
{
    /// <summary>True when both sets are the same documents.</summary>
    public bool IsSame(ServingSet? other) => other is not null && Health.Hash == other.Health.Hash && Life?.Hash == other.Life?.Hash;
}
