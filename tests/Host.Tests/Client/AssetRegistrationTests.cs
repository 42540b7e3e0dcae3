using System.Net;
using Maintenance.Core.Assets;
using Maintenance.Host.Client;

namespace Maintenance.Host.Tests.Client;

/// <summary>Registration over HTTP while the host's store cannot answer.</summary>
public sealed class AssetRegistrationTests
{
    private static readonly Asset[] s_drills = [new(AssetId.Parse("a"), "r", "s", "g", 1, 2, double.NaN), new(AssetId.Parse("b"), "r", "s", "g", 1, 2, 0.2)];

    [Fact]
    public async Task A_store_that_cannot_answer_is_asked_again_until_every_drill_is_registered()
    {
        using var host = new Answers(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.OK);
        await RegisterAsync(host);
        host.Asked.ShouldBe(["/api/v1/assets/a", "/api/v1/assets/a", "/api/v1/assets/b"]);
    }

    [Fact]
    public async Task A_refusal_is_told_at_once()
    {
        using var host = new Answers(HttpStatusCode.Forbidden);
        (await Should.ThrowAsync<HttpRequestException>(() => RegisterAsync(host))).Message.ShouldContain("403");
        host.Asked.Count.ShouldBe(1);
    }

    private static async Task RegisterAsync(Answers host)
    {
        using var client = new HttpClient(host, disposeHandler: false) { BaseAddress = new Uri("http://127.0.0.1") };
        await AssetRegistration.RegisterAsync(client, s_drills, TimeProvider.System, CancellationToken.None);
    }

    private sealed class Answers(params HttpStatusCode[] codes) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.AbsolutePath);
            return Task.FromResult(new HttpResponseMessage(codes[Asked.Count - 1]));
        }
    }
}
