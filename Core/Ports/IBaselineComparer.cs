using Maintenance.Core.Conditions;

namespace Maintenance.Core.Ports;

/// <summary>
/// Compares an asset with its own past, from what the store holds: asked again about the same time, the answer is the same unless late data
/// came. Any thread.
/// </summary>
public interface IBaselineComparer
{
    /// <summary>
    /// Compares the last two hours before a time with the week before it, back to the last recorded failure or repair at most.
    /// </summary>
    /// <param name="asset">Asset.</param>
    /// <param name="at">Event time, UTC; blocks up to it count.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null when the asset has no window with evidence in that week.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    Task<BaselineComparison?> CompareAsync(string asset, DateTime at, CancellationToken cancellationToken);
}
