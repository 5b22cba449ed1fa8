using NodaTime;
using NodaTime.TimeZones;
#if PAGES
using System.Runtime.Loader;
#endif

/// <summary>Another time-zone database than the one that comes with NodaTime: the system's, or that of another version of NodaTime.</summary>
internal static class Zones
{
#if PAGES
    public static IDateTimeZoneProvider Of(string source)
    {
        if (source == "system")
        {
            return DateTimeZoneProviders.Bcl;
        }

        using Stream database = new AssemblyLoadContext("other").LoadFromAssemblyPath(source).GetManifestResourceStream("NodaTime.TimeZones.Tzdb.nzd")
            ?? throw new InvalidOperationException($"There is no time-zone database in {source}.");
        return new DateTimeZoneCache(TzdbDateTimeZoneSource.FromStream(database));
    }
#else
    public static IDateTimeZoneProvider Of(string source) => throw new NotSupportedException(source);
#endif
}
