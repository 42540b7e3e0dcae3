using Maintenance.Core.Ports;

namespace Maintenance.Store.Sql.MySql.Standby;

/// <summary>A standby to promote, and the credentials to do it.</summary>
/// <param name="Server">One of <see cref="MySqlWireOptions.StandbyHosts"/>.</param>
/// <param name="User">A user of the servers that may stop replication and lift read-only (REPLICATION SLAVE ADMIN, READ_ONLY ADMIN, REPLICA
/// MONITOR).</param>
/// <param name="PasswordFile">File with its password; null: none.</param>
/// <param name="IsPlanned">True: a planned switchover from a live primary, which is fenced first, without loss. False: the primary is
/// lost.</param>
/// <param name="Patience">How long the standby may take to apply what it has received.</param>
public sealed record StandbyPromotion(string Server, string User, string? PasswordFile, bool IsPlanned, TimeSpan Patience)
{
    /// <summary>
    /// Promotes the standby to take writes. Processes configured with it as standby server switch to it by themselves.
    /// </summary>
    /// <param name="options">The store.</param>
    /// <param name="progress">Receives one line per step.</param>
    /// <param name="cancellationToken">Cancels the attempt; before the last step nothing is changed permanently.</param>
    /// <exception cref="StoreException">It cannot be promoted; the message says why and what to do.</exception>
    public async Task<StandbyPromotionResult> RunAsync(ConditionStoreOptions options, IProgress<string> progress,
        CancellationToken cancellationToken)
    {
        if (options.Engine != ConditionStoreEngine.MySqlWire)
            throw new StoreException("Only a store on the MySQL wire has standby servers (Store:Engine=MySqlWire).");
        if (!options.MySqlWire.StandbyHosts.Contains(Server, StringComparer.OrdinalIgnoreCase))
            throw new StoreException($"'{Server}' is not one of Store:MySqlWire:StandbyHosts "
                + $"({string.Join(", ", options.MySqlWire.StandbyHosts)}).");
        try
        {
            return await new Promoter(options.MySqlWire, this, progress).RunAsync(cancellationToken);
        }
        catch (Exception error) when (WireErrors.IsWire(error))
        {
            throw new StoreException($"The promotion of {Server} failed: {error.Message} It can be retried.", isTransient: true,
                inner: error);
        }
    }
}

/// <summary>What a promotion found and did.</summary>
/// <param name="Server">The server that now takes writes.</param>
/// <param name="Term">Its term.</param>
/// <param name="Offsets">Next offset of each reader on the standby: everything before it is stored, everything from it on is
/// scored again from the log.</param>
public sealed record StandbyPromotionResult(string Server, long Term, IReadOnlyList<(OffsetKey Key, long Next)> Offsets);
