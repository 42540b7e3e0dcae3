using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;

namespace Maintenance.Notification.Delivery;

/// <summary>The alarms of the book.</summary>
internal sealed class BookAlarms(AlarmBook book) : IAlarmSource
{
    public long Version => book.Version;

    public IReadOnlyCollection<Alarm> All => book.All;
}
