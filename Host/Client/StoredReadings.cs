using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Queries;

namespace Maintenance.Host.Client;

/// <summary>Asks a running host what it has stored of a stream epoch.</summary>
internal static class StoredReadings
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(10);

    /// <summary>Readings stored, once there are as many as expected or none has been added for 10 s; null if the host cannot say.</summary>
    public static async Task<long?> CountAsync(RunningHost host, long epoch, long expected, TimeProvider clock)
    {
        await using ISqlAccess sql = new RemoteSql(host);
        try
        {
            var (last, since) = (-1L, clock.GetTimestamp());
            while (true)
            {
                var stored = (await sql.QueryAsync(StreamSql.StoredOf(epoch), QueryLimits.Default, CancellationToken.None))
                    .First?.Whole("stored") ?? 0;
                if (stored >= expected) return stored;
                if (stored != last) (last, since) = (stored, clock.GetTimestamp());
                else if (clock.GetElapsedTime(since) > StallLimit) return stored;
                await Task.Delay(PollInterval, clock);
            }
        }
        catch (Exception error) when (error is HttpRequestException or QueryRefusedException or JsonException)
        {
            return null;
        }
    }
}
