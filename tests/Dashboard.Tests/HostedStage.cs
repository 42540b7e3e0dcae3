using Maintenance.Dashboard;
using Maintenance.Notification;
using Microsoft.AspNetCore.Builder;

namespace Maintenance.Tests.Web;

/// <summary>Pages over the API.</summary>
internal static class HostedStage
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddDashboard(builder.Configuration);
        builder.Configuration["Notification:Enabled"] = "false";
        builder.Services.AddNotification(builder.Configuration);
    }

    public static void Map(WebApplication app) => app.MapDashboard();

    public static Task PrepareAsync(IServiceProvider services) => services.PrepareDashboardAsync(CancellationToken.None);

    /// <summary>Through the form.</summary>
    public static Task<HttpResponseMessage> SignInAsync(HttpClient client, string name, string password) =>
        SignIn.PostAsync(client, name, password);
}
