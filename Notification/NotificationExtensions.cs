using Maintenance.Api.Alarms.Notification;
using Maintenance.Notification.Delivery;
using Maintenance.Notification.Rest;
using Maintenance.Notification.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Maintenance.Notification;

/// <summary>Composes notification on top of <see cref="Api.ApiExtensions"/>, which has the alarms and the keys that seal secrets.</summary>
public static class NotificationExtensions
{
    /// <summary>Registers the stage. Reads section <c>Notification</c>.</summary>
    public static IServiceCollection AddNotification(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(NotificationOptions.SectionName);
        services.AddOptions<NotificationOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<NotificationOptions>, NotificationOptionsValidator>();
        services.AddMetrics();
        services.AddSingleton<NotificationFigures>();
        services.AddSingleton<SettingsStore>();
        services.AddSingleton<MessageWriter>();
        services.AddSingleton<EmailSender>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<PushSender>();
        services.AddSingleton<IAlarmSource, BookAlarms>();
        services.AddSingleton<Notifier>();
        services.AddSingleton<SettingChanges>();
        services.AddSingleton<INotificationAdministration, NotificationAdministration>();
        services.AddSingleton<PushDevices>();
        services.AddSingleton<INotificationDevices>(provider => provider.GetRequiredService<PushDevices>());
        services.AddSingleton<IPushDevices>(provider => provider.GetRequiredService<PushDevices>());
        services.AddHealthChecks().AddCheck<NotificationHealthCheck>("notification");
        if (section.GetValue(nameof(NotificationOptions.Enabled), defaultValue: true)) services.AddHostedService<NotificationService>();
        return services;
    }

    /// <summary>Maps the endpoints, after <see cref="Api.ApiExtensions.MapApi(WebApplication)"/>.</summary>
    public static WebApplication MapNotification(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        NotificationEndpoints.Map(api);
        PushEndpoints.Map(api);
        return app;
    }
}
