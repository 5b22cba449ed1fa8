using Infusion.Rules;
using Infusion.Rules.Policies;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the rules with Microsoft.Extensions.DependencyInjection.</summary>
/// <remarks>The rules are immutable and thread-safe, so they are singletons; where they may be exchanged, a scope has the same ones
/// throughout. A registration that is already there is kept.</remarks>
public static class InfusionRulesServiceCollectionExtensions
{
    /// <summary>Registers the rules of the built-in policy.</summary>
    /// <remarks>They are built at once, so that no request waits for it.</remarks>
    /// <param name="services">The services to add to.</param>
    /// <returns>The same services.</returns>
    /// <example><code>services.AddInfusionRules();</code></example>
    public static IServiceCollection AddInfusionRules(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(InfusionRules.Published.Built());
        return services;
    }

    /// <summary>Registers the rules of a clinic's own policy.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="policy">The policy; the rules are built at once, so a policy that cannot be built is found here.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentException">The policy cannot be built into rules.</exception>
    public static IServiceCollection AddInfusionRules(this IServiceCollection services, ClinicPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(new InfusionRules(policy));
        return services;
    }

    /// <summary>Registers rules that may be exchanged while the app runs.</summary>
    /// <remarks>Each scope, such as one request, has the rules that are in force when it first asks, and keeps them to its end. What lives
    /// longer takes <see cref="RulesInForce"/>.</remarks>
    /// <param name="services">The services to add to.</param>
    /// <param name="inForce">The rules in force; the app keeps it to replace them.</param>
    /// <returns>The same services.</returns>
    /// <example><code>services.AddInfusionRules(new RulesInForce(new InfusionRules(policy)));</code></example>
    public static IServiceCollection AddInfusionRules(this IServiceCollection services, RulesInForce inForce)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(inForce);
        services.TryAddSingleton(inForce);
        services.TryAddScoped(static provider => provider.GetRequiredService<RulesInForce>().Rules);
        return services;
    }

    /// <summary>Registers the rules of one of several clinics under a key.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="serviceKey">The key to ask for, such as the clinic's id.</param>
    /// <param name="policy">The policy; the rules are built at once.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentException">The policy cannot be built into rules.</exception>
    public static IServiceCollection AddKeyedInfusionRules(this IServiceCollection services, object serviceKey, ClinicPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(serviceKey);
        services.TryAddKeyedSingleton(serviceKey, new InfusionRules(policy));
        return services;
    }
}
