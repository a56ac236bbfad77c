#requires -Version 7.4
<#
.SYNOPSIS
Installs the packed module from a folder, as a lab without a gallery does, and uses it in a clean PowerShell.
.EXAMPLE
./build.ps1 -Task Pack; ./tests/install-package.ps1 out/pack
#>
param([Parameter(Mandatory)] [string] $PackageFolder)

$ErrorActionPreference = 'Stop'
$source = (Resolve-Path $PackageFolder).Path
$work = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
New-Item $work -ItemType Directory | Out-Null
$name = "hn$([guid]::NewGuid().ToString('N'))"
Register-PSResourceRepository -Name $name -Uri $source -Trusted
try {
    Save-PSResource HybridNet.PowerShell -Repository $name -Path $work
    $manifest = @(Get-ChildItem $work -Recurse -Filter HybridNet.PowerShell.psd1)
    # Only the package, and what PowerShell brings: the command is found by its name, as after an installation.
    $script = @"
`$ErrorActionPreference = 'Stop'
`$env:PSModulePath = '$work' + [IO.Path]::PathSeparator + (Join-Path `$PSHOME Modules)
New-HNSampleRun '$work/demoEX' -Images 4 -Size 64 | Measure-HNMask -Metric Overlap, Distance | Measure-Object | ForEach-Object Count
`$commands = Get-Command -Module HybridNet.PowerShell
`$commands.Count
(Get-Help Measure-HNMask).Synopsis
@(`$commands | Where-Object { -not (Get-Help `$_.Name).examples.example }).Name -join ' '
@(Get-Help about_HybridNet* | Where-Object { (Get-Help `$_.Name | Out-String).Length -lt 1000 }).Name -join ' '
(TabExpansion2 'Test-HNRun -Include HN00' 24).CompletionMatches[0].CompletionText
(Measure-HNMask '$work/demoEX' | Out-String).Trim().Split()[0]
(Export-HNReport '$work/demoEX' '$work/report.html' -NoThumbnail).Name
[HybridNet.Run].Assembly.Location
"@
    $bin = Join-Path $manifest[0].DirectoryName bin
    foreach ($system in 'win-x64', 'linux-x64', 'osx-arm64') {
        if (-not (Test-Path (Join-Path $bin "$system/HybridNet.dll"))) { throw "The package has nothing that is precompiled for $system." }
    }
    # The PowerShell that runs this file; as a .NET tool its process is dotnet and needs the dll's name.
    $self = [Environment]::ProcessPath
    $first = [IO.Path]::GetFileNameWithoutExtension($self) -eq 'dotnet' ? @((Join-Path $PSHOME 'pwsh.dll')) : @()
    $output = & $self @first -NoProfile -NonInteractive -Command $script
    if ($LASTEXITCODE -ne 0 -or $output[0] -ne 4) { throw "The installed module does not work: $output" }
    if ($output[3]) { throw "These have no help: $($output[3])" }
    if ($output[4]) { throw "These topics are empty: $($output[4])" }
    if (($output[5..7] -join ' ') -ne 'HN001 Run report.html') { throw "Completion, views or adapters do not work: $($output[5..7])" }
    # On a system that the package is precompiled for, that is what runs; on another one the assemblies as they are.
    $system = $IsWindows ? 'win' : $IsMacOS ? 'osx' : 'linux'
    $own = Join-Path $bin "$system-$([Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture)".ToLowerInvariant()
    $expected = Join-Path ((Test-Path $own) ? $own : $bin) HybridNet.dll
    if ($output[8] -ne $expected) { throw "The installed module runs $($output[8]) and not $expected." }
    "Installed $($manifest[0].Directory.Name): $($output[1]) commands, 4 images measured. $($output[2])"
}
finally {
    Unregister-PSResourceRepository $name
    Remove-Item $work -Recurse -Force
}
