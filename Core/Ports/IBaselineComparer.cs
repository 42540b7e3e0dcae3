using Maintenance.Core.Conditions;

namespace Maintenance.Core.Ports;

/// <summary>
/// Compares an asset with its own baseline, from stored data: the result for a given time is repeatable unless late data arrives. Any
/// thread.
/// </summary>
public interface IBaselineComparer
{
    /// <summary>
    /// Compares the two hours before a time with the week before it, going back no further than the last recorded failure or repair.
    /// </summary>
    /// <param name="asset">Asset.</param>
    /// <param name="at">Event time, UTC; blocks up to it count.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null when the asset has no window with evidence in that week.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    Task<BaselineComparison?> CompareAsync(string asset, DateTime at, CancellationToken cancellationToken);
}
