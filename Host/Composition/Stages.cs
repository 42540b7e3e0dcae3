using Maintenance.Api;
using Maintenance.Api.Observability;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Dashboard;
using Maintenance.Host.Alarms;
using Maintenance.Host.Assets;
using Maintenance.Host.ScaleOut;
using Maintenance.Ingest;
using Maintenance.Ingest.Sources.EmbeddedBroker;
using Maintenance.Notification;
using Maintenance.Scoring;
using Maintenance.Simulator;
using Maintenance.Store.Backup;
using Maintenance.Store.Log;
using Maintenance.Store.Retention;
using Maintenance.Store.Sql;

namespace Maintenance.Host.Composition;

/// <summary>
/// The stages that each role needs. Hosted services start in this order: consumers before producers, the simulator last.
/// </summary>
internal static class Stages
{
    public static void Add(IServiceCollection services, IConfiguration configuration, IReadOnlySet<HostRole> roles, BrokerSocket? broker)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<AssetRegistry>();
        services.AddSingleton<AlarmRules>();
        services.AddSingleton<LiveFeed>();
        services.AddObservability(configuration);
        foreach (var reader in ModelReaders.All) services.AddSingleton(reader);
        services.AddTelemetryLog(configuration);
        services.AddConditionStore(configuration).AddBackups(configuration);
        if (roles.Contains(HostRole.Scoring)) services.AddScoring(configuration).AddAlarmHeartbeats().AddRetention(configuration);
        if (roles.Contains(HostRole.Ingest)) services.AddIngest(configuration, broker);
        if (roles.Contains(HostRole.Api)) services.AddModelRegistry().AddReaderOffsets(configuration).AddSelfComparison()
            .AddAlarmDryRun().AddDrillAnalysis();
        if (roles.Contains(HostRole.Dashboard)) services.AddDashboard(configuration);
        else if (roles.Contains(HostRole.Api)) services.AddApi(configuration);
        if (roles.Contains(HostRole.Api)) services.AddNotification(configuration);
        if (roles.Contains(HostRole.Simulator)) services.AddSimulator(configuration).AddHostedService<SimulatedCrew>()
            .AddHostedService<SimulatedFields>();
        if (roles.Contains(HostRole.Simulator) && roles.Contains(HostRole.Api)) services.AddHostedService<SimulatedPlanner>();
        AddFeeds(services, roles, isShared: configuration.GetValue<TelemetryLogEngine>("Log:Engine") == TelemetryLogEngine.Kafka);
    }

    // With a shared log there are other processes, which need each other's registrations and live updates.
    private static void AddFeeds(IServiceCollection services, IReadOnlySet<HostRole> roles, bool isShared)
    {
        services.AddSingleton<FeedIdentity>();
        var commits = (roles.Contains(HostRole.Scoring) ? CommittedAlarms.Events : CommittedAlarms.None)
            | (roles.Contains(HostRole.Api) ? CommittedAlarms.Actions : CommittedAlarms.None);
        if (commits != CommittedAlarms.None)
        {
            services.AddSingleton(provider => new UnpublishedAlarms(provider.GetRequiredService<ITelemetryLog>(),
                provider.GetRequiredService<IConditionStore>(), provider.GetRequiredService<TimeProvider>(), commits));
            services.AddSingleton<AlarmSender>().AddHostedService(provider => provider.GetRequiredService<AlarmSender>());
            services.AddHealthChecks().AddCheck<AlarmSender>("alarm_topic");
        }
        if (!isShared) return;
        services.AddHostedService<AssetWatch>();
        services.AddHostedService<AlarmRuleWatch>();
        if (roles.Contains(HostRole.Scoring)) services.AddHostedService<FeedSender>();
        services.AddSingleton<FeedReceiver>().AddHostedService(provider => provider.GetRequiredService<FeedReceiver>());
        if (roles.Contains(HostRole.Api)) services.AddHealthChecks().AddCheck<FeedReceiver>("feed");
    }
}
