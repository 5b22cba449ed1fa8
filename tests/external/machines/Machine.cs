using System.Globalization;
using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Infusion.Rules;
using NodaTime;

/// <summary>What this machine is, so that a run that is not what it claims to be is seen.</summary>
internal static class Machine
{
    private static DateTime Midsummer => new(2026, 6, 15, 12, 0, 0, DateTimeKind.Utc);

    public static string Says(IDateTimeZoneProvider zones) => string.Join("; ",
        Runtime,
        "library for " + (typeof(InfusionRules).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName ?? "?"),
        Collector,
        "culture " + CultureInfo.CurrentCulture.Name,
        "calendar year " + CultureInfo.CurrentCulture.Calendar.GetYear(Midsummer).ToString(CultureInfo.InvariantCulture),
        "half " + 0.5m.ToString("0.0", CultureInfo.CurrentCulture),
        "i is " + ((int)char.ToUpper('i', CultureInfo.CurrentCulture)).ToString("x", CultureInfo.InvariantCulture),
        "offset " + TimeZoneInfo.Local.GetUtcOffset(Midsummer).ToString("c", CultureInfo.InvariantCulture),
        SystemZones,
        "zones " + zones.VersionId);

#if NET
    private static string SystemZones => FormattableString.Invariant($"{TimeZoneInfo.GetSystemTimeZones().Count} zones of the system");

    private static string Runtime => RuntimeInformation.FrameworkDescription + (RuntimeFeature.IsDynamicCodeCompiled ? "" : " native");
#else
    private static string SystemZones => "zones of the system unasked";

    private static string Runtime => Type.GetType("Mono.Runtime") is null ? ".NET Framework" : "Mono";
#endif

    private static string Collector =>
        (GCSettings.IsServerGC ? "server" : "workstation") + " GC, " + GCSettings.LatencyMode.ToString().ToLowerInvariant();
}
