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
    $manifest = Get-ChildItem $work -Recurse -Filter HybridNet.PowerShell.psd1
    $script = @"
`$ErrorActionPreference = 'Stop'
`$env:PSModulePath = '$work' + [IO.Path]::PathSeparator + `$env:PSModulePath
New-HNSampleRun '$work/demoEX' -Images 4 -Size 64 | Measure-HNMask -Metric Overlap, Distance | Measure-Object | ForEach-Object Count
(Get-Command -Module HybridNet.PowerShell).Count
(Get-Help Measure-HNMask).Synopsis
"@
    # The PowerShell that runs this file; as a .NET tool its process is dotnet and needs the dll's name.
    $self = [Environment]::ProcessPath
    $first = [IO.Path]::GetFileNameWithoutExtension($self) -eq 'dotnet' ? @((Join-Path $PSHOME 'pwsh.dll')) : @()
    $output = & $self @first -NoProfile -NonInteractive -Command $script
    if ($LASTEXITCODE -ne 0 -or $output[0] -ne 4) { throw "The installed module does not work: $output" }
    "Installed $(@($manifest)[0].Directory.Name): $($output[1]) commands, 4 images measured. $($output[2])"
}
finally {
    Unregister-PSResourceRepository $name
    Remove-Item $work -Recurse -Force
}
