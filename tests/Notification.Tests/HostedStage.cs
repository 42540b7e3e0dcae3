using Maintenance.Api;
using Maintenance.Notification;
using Microsoft.AspNetCore.Builder;

namespace Maintenance.Tests.Web;

/// <summary>The API with notification, without a page.</summary>
internal static class HostedStage
{
    public static void Add(WebApplicationBuilder builder) =>
        builder.Services.AddApi(builder.Configuration).AddNotification(builder.Configuration);

    public static void Map(WebApplication app)
    {
        app.MapApi();
        app.MapNotification();
        FormSignIn.Map(app);
    }

    public static Task PrepareAsync(IServiceProvider services) => services.PrepareApiAsync(CancellationToken.None);

    public static Task<HttpResponseMessage> SignInAsync(HttpClient client, string name, string password) =>
        FormSignIn.SendAsync(client, name, password);
}
