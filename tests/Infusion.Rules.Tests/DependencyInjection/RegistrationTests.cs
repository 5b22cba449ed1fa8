using Infusion.Rules.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace Infusion.Rules.Tests.DependencyInjection;

/// <summary>What an app gets from its service provider.</summary>
public sealed class RegistrationTests
{
    private static ClinicPolicy Other => ClinicPolicy.VirginiaInfusionTherapies with { Id = "other-clinic", Version = "7" };

    [Fact]
    public void Without_a_policy_the_published_rules_are_registered_once()
    {
        using ServiceProvider services = new ServiceCollection().AddInfusionRules().AddInfusionRules().BuildServiceProvider();

        Assert.Same(InfusionRules.Published, Assert.Single(services.GetServices<InfusionRules>()));
    }

    [Fact]
    public void A_clinics_own_policy_is_what_the_app_gets()
    {
        using ServiceProvider services = new ServiceCollection().AddInfusionRules(Other).BuildServiceProvider();
        using IServiceScope scope = services.CreateScope();

        InfusionRules rules = services.GetRequiredService<InfusionRules>();
        Assert.Equal("other-clinic 7", rules.Version.ToString());
        Assert.Same(rules, scope.ServiceProvider.GetRequiredService<InfusionRules>());
    }

    [Fact]
    public void Several_clinics_stand_side_by_side_under_their_keys()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddKeyedInfusionRules("virginia", ClinicPolicy.VirginiaInfusionTherapies)
            .AddKeyedInfusionRules("other", Other)
            .BuildServiceProvider();

        Assert.Equal("virginia-infusion-therapies", services.GetRequiredKeyedService<InfusionRules>("virginia").Policy.Id);
        Assert.Equal("other-clinic", services.GetRequiredKeyedService<InfusionRules>("other").Policy.Id);
        Assert.Null(services.GetService<InfusionRules>());
    }

    [Fact]
    public void Exchanged_rules_are_those_of_the_next_scope_and_a_scope_keeps_its_own()
    {
        var inForce = new RulesInForce(InfusionRules.Published);
        using ServiceProvider services = new ServiceCollection().AddInfusionRules(inForce).BuildServiceProvider(validateScopes: true);
        using IServiceScope before = services.CreateScope();
        Assert.Same(InfusionRules.Published, before.ServiceProvider.GetRequiredService<InfusionRules>());

        var other = new InfusionRules(Other);
        services.GetRequiredService<RulesInForce>().Replace(other);
        using IServiceScope after = services.CreateScope();
        Assert.Same(InfusionRules.Published, before.ServiceProvider.GetRequiredService<InfusionRules>());
        Assert.Same(other, after.ServiceProvider.GetRequiredService<InfusionRules>());
        Assert.Same(other, inForce.Rules);
        Assert.Equal("In force: Rules of other-clinic 7", inForce.ToString());
        Assert.Throws<ArgumentNullException>(() => inForce.Replace(null!));
        Assert.Same(other, inForce.Rules);
    }

    [Fact]
    public void A_policy_that_cannot_be_built_is_found_when_it_is_registered()
    {
        ServiceCollection services = new();

        Assert.Throws<ArgumentException>(() => services.AddInfusionRules(Other with { TimeZone = "America/New_Yrok" }));
        Assert.Throws<ArgumentException>(() => services.AddKeyedInfusionRules("other", Other with { TimeZone = "" }));
        Assert.Empty(services);
    }

    [Fact]
    public void A_missing_argument_is_named()
    {
        Assert.Equal("services", Assert.Throws<ArgumentNullException>(() => ((IServiceCollection)null!).AddInfusionRules()).ParamName);
        Assert.Equal(
            "policy", Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddInfusionRules((ClinicPolicy)null!)).ParamName);
        Assert.Equal(
            "inForce", Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddInfusionRules((RulesInForce)null!)).ParamName);
        Assert.Equal("rules", Assert.Throws<ArgumentNullException>(() => new RulesInForce(null!)).ParamName);
        Assert.Equal(
            "serviceKey",
            Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddKeyedInfusionRules(null!, Other)).ParamName);
    }
}
