using System.Text.Json.Serialization;
using Infusion.Rules;
using Infusion.Rules.Documents;
using Infusion.Rules.Scheduling;
using Microsoft.EntityFrameworkCore;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);

// A request has one and the same rules throughout; the policy file may put others in force for the next one.
var inForce = new RulesInForce(InfusionRules.Published);
builder.Services.AddInfusionRules(inForce);
if (builder.Configuration["Policy"] is { Length: > 0 } policy)
{
    string path = Path.Combine(builder.Environment.ContentRootPath, policy);
    builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<PolicyFile>(services, path));
}

builder.Services.AddDbContext<RecordsDb>(options => options.UseSqlite(builder.Configuration.GetConnectionString("Records")));
builder.Services.AddScoped<RecordStore>().AddSingleton(TimeProvider.System).AddProblemDetails().AddOpenApi();
builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = DocumentLimits.MaxBytes);

WebApplication app = builder.Build();
using (IServiceScope scope = app.Services.CreateScope())
{
    scope.ServiceProvider.GetRequiredService<RecordsDb>().Database.EnsureCreated();
}

app.UseExceptionHandler().UseStatusCodePages();
app.MapOpenApi();
app.MapRecords();
app.Run();
