using Maintenance.Api;
using Microsoft.AspNetCore.Builder;

namespace Maintenance.Tests.Web;

/// <summary>The API without a page.</summary>
internal static class HostedStage
{
    public static void Add(WebApplicationBuilder builder) => builder.Services.AddApi(builder.Configuration);

    public static void Map(WebApplication app)
    {
        app.MapApi();
        FormSignIn.Map(app);
    }

    public static Task PrepareAsync(IServiceProvider services) => services.PrepareApiAsync(CancellationToken.None);

    public static Task<HttpResponseMessage> SignInAsync(HttpClient client, string name, string password) =>
        FormSignIn.SendAsync(client, name, password);
}
