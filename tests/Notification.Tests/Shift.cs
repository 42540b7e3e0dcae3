using System.Globalization;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Time;
using Maintenance.Notification.Planning;
using Maintenance.Notification.Settings;

namespace Maintenance.Notification.Tests;

/// <summary>The planner over a stretch of time, with a sender that always succeeds: what is told when.</summary>
internal sealed class Shift
{
    private readonly AssetRegistry _assets = new();
    private readonly NotificationSettings _settings;
    private NotificationLog _log = new([]);

    public Shift(NotificationSettings settings)
    {
        _settings = settings;
        _assets.AddOrReplace([Rows.Drill(Alarms.North, "north-sea"), Rows.Drill(Alarms.South, "santos")]);
    }

    public Shift(params NotificationRoute[] routes)
        : this(NotificationSettings.Of([.. routes.Select(r => Setting("route", r.Name, SettingsJson.Write(r)))], s => s))
    {
    }

    /// <summary>The alarms that are not at rest.</summary>
    public Dictionary<string, Alarm> Book { get; } = new(StringComparer.Ordinal);

    /// <summary>What was told: seconds after noon, recipient, rule and step of each alarm.</summary>
    public List<string> Told { get; } = [];

    /// <summary>What was told since this was asked last.</summary>
    public IReadOnlyList<string> New
    {
        get
        {
            string[] told = [.. Told];
            Told.Clear();
            return told;
        }
    }

    public NotificationPlan Last { get; private set; } = null!;

    public long Now { get; private set; } = Alarms.Noon;

    public static Core.Tables.NotificationSettingRow Setting(string kind, string name, string definition, string? sealedText = null) =>
        new()
        {
            Kind = kind, Name = name, Version = 1, Definition = definition, Sealed = sealedText, Author = "test", ChangedUnixMicros = 0,
        };

    public void Put(params Alarm[] alarms)
    {
        foreach (var alarm in alarms) Book[alarm.Id] = alarm;
    }

    /// <summary>Plans now and whenever a plan says that something is due next, until a time in seconds after noon.</summary>
    public Shift Until(double seconds)
    {
        var end = Alarms.Noon + (long)(seconds * UnixMicros.PerSecond);
        while (true)
        {
            Last = NotificationPlan.Due(new PlanInput(Book.Values, _assets, _settings, _log, Now));
            foreach (var message in Last.Messages) Send(message);
            if (Last.Messages.Count > 0) continue;
            if (Last.NextUnixMicros > end)
            {
                Now = end;
                return this;
            }
            Last.NextUnixMicros.ShouldBeGreaterThan(Now);
            Now = Last.NextUnixMicros;
        }
    }

    /// <summary>As after a restart: the log is read back from its rows.</summary>
    public void Restart()
    {
        _log = new NotificationLog([.. Book.Keys.SelectMany(_log.Of)]);
    }

    public IReadOnlyList<Core.Tables.NotificationRow> RowsOf(Alarm alarm) => _log.Of(alarm.Id);

    public void Put(Core.Tables.NotificationRow row) => _log.Put(row);

    private void Send(PlannedMessage message)
    {
        foreach (var item in message.Items)
        {
            item.Row.Message.ShouldBe(message.Id);
            item.Row.Recipient.ShouldBe(message.Recipient.ToString());
            _log.Put(item.Row with { State = NotificationStates.Sent, ChangedUnixMicros = Now, Attempts = item.Row.Attempts + 1 });
        }
        var seconds = (double)(Now - Alarms.Noon) / UnixMicros.PerSecond;
        var items = message.Items.Count > 3
            ? $"{message.Items.Count} alarms" : string.Join(", ", message.Items.Select(i => $"{i.Row.Rule} {i.Row.Step}"));
        Told.Add(string.Create(CultureInfo.InvariantCulture, $"{seconds} {message.Recipient.Address.Split('@')[0]}: {items}"));
    }
}
