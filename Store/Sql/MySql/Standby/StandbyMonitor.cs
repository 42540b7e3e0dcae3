using System.Globalization;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Logging;
using MySqlConnector;

namespace Maintenance.Store.Sql.MySql.Standby;

/// <summary>
/// Samples primary and standby every second: how far the standby is behind, and whether it was promoted. The offsets that move in the
/// transaction of the rows show it without special privileges, with any kind of replication.
/// <para>Failure: a server that does not respond is queried again at the next sample. Threading: one loop; <see cref="Status"/> from any
/// thread.</para>
/// </summary>
internal sealed class StandbyMonitor : IAsyncDisposable
{
    private const string Offsets = "SELECT coalesce(sum(next_offset), 0) FROM log_offset";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly MySqlWireOptions _options;
    private readonly ReadPool _primary;
    private readonly StoreTerm _term;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ReplicationLag _lag;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private ReplicationStatus _status;

    public StandbyMonitor(MySqlWireOptions options, ReadPool primary, StoreTerm term, TimeProvider clock, ILogger logger)
    {
        (_options, _primary, _term, _clock, _logger) = (options, primary, term, clock, logger);
        _status = new ReplicationStatus(options.StandbyHosts[0], Answers: false, TakesWrites: false, LagRecords: 0, Lag: TimeSpan.Zero);
        _lag = new ReplicationLag(clock);
        _loop = Task.Run(LoopAsync);
    }

    public ReplicationStatus Status => Volatile.Read(ref _status);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        using var timer = new PeriodicTimer(Interval, _clock);
        try
        {
            do await LookAsync(_stop.Token);
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The store is closed.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await LookAtPrimaryAsync(cancellationToken);
        var found = await LookAtStandbyAsync(cancellationToken);
        if (found is { } standby)
        {
            _term.Raise(standby.Role.Term);
            _lag.StandbyHolds(standby.Total);
            if (!standby.Role.IsReadOnly && !Status.TakesWrites)
                MySqlLogMessages.StandbyPromoted(_logger, standby.Server, standby.Role.Term);
        }
        Volatile.Write(ref _status, new ReplicationStatus(
            found?.Server ?? Status.Server, found is not null, found is { } seen
                ? !seen.Role.IsReadOnly : Status.TakesWrites, _lag.Records, _lag.Behind));
    }

    private async Task LookAtPrimaryAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await _primary.RunAsync(new StoreQuery(Offsets), cancellationToken);
            _lag.PrimaryHolds(Convert.ToInt64(result.Scalar, CultureInfo.InvariantCulture));
        }
        catch (StoreException error)
        {
            MySqlLogMessages.PrimarySilent(_logger, error.Message);
        }
    }

    private async Task<(string Server, ServerRole Role, long Total)?> LookAtStandbyAsync(CancellationToken cancellationToken)
    {
        foreach (var server in _options.StandbyHosts)
            try
            {
                await using var connection = await WireConnection.OpenAsync(_options, server, _options.User, _options.PasswordFile,
                    loadsData: false, cancellationToken);
                var role = await ServerRole.ReadAsync(connection, cancellationToken);
                await using var offsets = new MySqlCommand(Offsets, connection);
                return (server, role, Convert.ToInt64(await offsets.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture));
            }
            catch (Exception error) when (WireErrors.IsWire(error))
            {
                cancellationToken.ThrowIfCancellationRequested();
                MySqlLogMessages.StandbySilent(_logger, server, error.Message);
            }
        return null;
    }
}
