using Maintenance.Core.Channels;

namespace Maintenance.Queries;

/// <summary>Newest value of one channel, in the channel's own unit.</summary>
public sealed record NewestValue(Channel Channel, long EventTimeUnixMicros, double Value);
